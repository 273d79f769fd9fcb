import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { seedTickets, seedUsers, simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { blocksOf, readPage, sectionOf } from "../../testing/documents/page.ts";
import { runShell } from "../../testing/documents/shell.ts";
import { type ConfiguredStream, type RecordData, catalog, record } from "../../testing/input/airbyte-messages.ts";

const PAGE = readPage("docs/rejected-records.md");
const [REPLAY = "", ADD_COUNTRY_CODE = "", CHOOSE = ""] = blocksOf(sectionOf(PAGE, /^Send them again/), "sh");
const [LOOK = ""] = blocksOf(sectionOf(PAGE, /^What a dry run writes/), "sh");
const [UNDO = ""] = blocksOf(sectionOf(PAGE, /^Undo a sync/), "sh");
const STREAM: ConfiguredStream = {
  name: "users",
  columns: ["external_id", "name", "phone", "organization.external_id"],
};
const WRITE_MESSAGES = "destination-zendesk write --config config.json --catalog catalog.json < messages.jsonl\n";

type Account = Awaited<ReturnType<typeof simulatedAccount>>;

/** Commands that write records with the config and catalog that the page's commands name, as the sync that they name. */
function writeOnce(
  { credentials }: Account,
  records: readonly RecordData[],
  { stream = STREAM, isDryRun = false }: { readonly stream?: ConfiguredStream; readonly isDryRun?: boolean } = {},
): string {
  const storage = { storage_type: "Local", path: "/tmp/rejected" };
  const { streams }: { readonly streams: readonly object[] } = Object(catalog(stream));
  const files = {
    "config.json": configFor(credentials, { object_storage_config: storage, change_log: true, dry_run: isDryRun }),
    "catalog.json": { streams: streams.map((configured) => ({ ...configured, sync_id: 42 })) },
  };
  const written = Object.entries(files).map(([name, content]) => hereDocument(name, JSON.stringify(content)));
  return [
    "cd /tmp/",
    ...written,
    hereDocument("input.jsonl", records.map((data) => record(data, stream)).join("\n")),
    "destination-zendesk write --config config.json --catalog catalog.json < input.jsonl",
    "",
  ].join("\n");
}

/** The data of the records among what was printed. */
function dataIn(printed: string): readonly unknown[] {
  const lines = printed.split("\n").filter((line) => line.startsWith('{"type":"RECORD"'));
  return lines.map((line) => Object(JSON.parse(line)).record.data);
}

function hereDocument(file: string, content: string): string {
  return `cat > ${file} <<'END'\n${content}\nEND`;
}

test("the commands that send rejected records again write what was rejected", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const env = { ZENDESK_BASE_URL: account.baseUrl };
  const data = { external_id: "c-1", name: "Lena", "organization.external_id": "a-7" };
  const rejected = writeOnce(account, [data]);
  const create = `curl --fail --silent --data '[{"name":"Acme","external_id":"a-7"}]' ${account.baseUrl}/simulator/organizations\n`;
  await runShell(rejected + create + REPLAY, { baseUrl: account.baseUrl, env });
  expect(usersOf(account.simulator)).toMatchObject([{ name: "Lena", organization_id: expect.any(Number) }]);
});

test("the command that adds a country code changes no other values", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const env = { ZENDESK_BASE_URL: account.baseUrl };
  const withoutCode = { external_id: "c-1", name: "Lena", phone: "020 7946 0018" };
  const others = [
    { external_id: "c-2", name: "Omar", phone: "+44 20 7946 0018", "organization.external_id": "a-7" },
    { external_id: "c-3", name: "Ines", "organization.external_id": "a-7" },
  ];
  const commands = `${writeOnce(account, [withoutCode, ...others])}${ADD_COUNTRY_CODE}cat messages.jsonl\n${WRITE_MESSAGES}`;
  const printed = await runShell(commands, { baseUrl: account.baseUrl, env });
  expect(dataIn(printed)).toEqual([{ ...withoutCode, phone: "+4420 7946 0018" }, ...others]);
  expect(usersOf(account.simulator)).toMatchObject([{ external_id: "c-1", phone: "+442079460018" }]);
});

test("the command that chooses by the reason sends those records only", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [{ name: "Lena", external_id: "c-1" }]);
  const [user] = usersOf(account.simulator);
  seedTickets(account.simulator, [{ subject: "Help", status: "open", requester_id: user?.id }]);
  const env = { ZENDESK_BASE_URL: account.baseUrl };
  const records = [{ external_id: "c-1" }, { external_id: "none" }];
  const stream = { ...STREAM, namespace: "SALES", mode: "soft_delete" } as const;
  const rejected = writeOnce(account, records, { stream });
  const printed = await runShell(`${rejected}${CHOOSE}cat messages.jsonl`, { baseUrl: account.baseUrl, env });
  expect(dataIn(printed)).toEqual([{ external_id: "c-1" }]);
});

test("the commands that look at a dry run count the fields that would change, and list the changes of one", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [{ name: "Lena", external_id: "c-1" }]);
  const env = { ZENDESK_BASE_URL: account.baseUrl };
  const records = [
    { external_id: "c-1", name: "Lena F.", phone: "+44 20 7946 0018" },
    { external_id: "c-2", name: "Omar" },
  ];
  const stream = { ...STREAM, namespace: "SALES" };
  const printed = await runShell(`${writeOnce(account, records, { stream, isDryRun: true })}${LOOK}`, {
    baseUrl: account.baseUrl,
    env,
  });
  const lines = printed.split("\n").map((line) => line.trim());
  expect(lines).toEqual(
    expect.arrayContaining([
      '1 ["updated","name","phone"]',
      '[{"external_id":"c-1"},{"before":null,"after":"+442079460018"}]',
    ]),
  );
  expect(usersOf(account.simulator)).toMatchObject([{ name: "Lena" }]);
});

test("the commands that take a sync back put the former name back", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [{ name: "Lena Fischer", external_id: "c-1" }]);
  const env = { ZENDESK_BASE_URL: account.baseUrl };
  const changed = writeOnce(account, [{ external_id: "c-1", name: "Lena F." }]);
  const look = `curl --fail --silent ${account.baseUrl}/simulator/users\n`;
  const printed = await runShell(changed + look + UNDO, { baseUrl: account.baseUrl, env });
  expect(printed).toContain('"name":"Lena F."');
  expect(usersOf(account.simulator)).toMatchObject([{ name: "Lena Fischer" }]);
});
