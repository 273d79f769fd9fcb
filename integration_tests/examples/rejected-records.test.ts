import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { seedUsers, simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { blocksOf, readPage, sectionOf } from "../../testing/documents/page.ts";
import { runShell } from "../../testing/documents/shell.ts";
import { catalog, record } from "../../testing/input/airbyte-messages.ts";

const PAGE = readPage("docs/rejected-records.md");
const [REPLAY = ""] = blocksOf(sectionOf(PAGE, /^Send them again/), "sh");
const [UNDO = ""] = blocksOf(sectionOf(PAGE, /^Take a sync back/), "sh");
const STREAM = { name: "users", columns: ["external_id", "name", "organization.external_id"] };

type Account = Awaited<ReturnType<typeof simulatedAccount>>;

/** Commands that write a record with the config and catalog that the page's commands name, as the sync that they name. */
function writeOnce({ credentials }: Account, data: Readonly<Record<string, unknown>>): string {
  const storage = { storage_type: "Local", path: "/tmp/rejected" };
  const files = {
    "config.json": configFor(credentials, { object_storage_config: storage, change_log: true }),
    "catalog.json": { streams: Object(catalog(STREAM)).streams.map((stream: object) => ({ ...stream, sync_id: 42 })) },
  };
  const written = Object.entries(files).map(([name, content]) => hereDocument(name, JSON.stringify(content)));
  return [
    "cd /tmp/",
    ...written,
    hereDocument("input.jsonl", record(data)),
    "destination-zendesk write --config config.json --catalog catalog.json < input.jsonl",
    "",
  ].join("\n");
}

function hereDocument(file: string, content: string): string {
  return `cat > ${file} <<'END'\n${content}\nEND`;
}

test("the commands that send rejected records again write what was rejected", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const env = { ZENDESK_BASE_URL: account.baseUrl };
  const data = { external_id: "c-1", name: "Lena", "organization.external_id": "a-7" };
  const rejected = writeOnce(account, data);
  const create = `curl --fail --silent --data '[{"name":"Acme","external_id":"a-7"}]' ${account.baseUrl}/simulator/organizations\n`;
  await runShell(rejected + create + REPLAY, { baseUrl: account.baseUrl, env });
  expect(usersOf(account.simulator)).toMatchObject([{ name: "Lena", organization_id: expect.any(Number) }]);
});

test("the commands that take a sync back put the former name back", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [{ name: "Lena Fischer", external_id: "c-1" }]);
  const env = { ZENDESK_BASE_URL: account.baseUrl };
  const changed = writeOnce(account, { external_id: "c-1", name: "Lena F." });
  const look = `curl --fail --silent ${account.baseUrl}/simulator/users\n`;
  const printed = await runShell(changed + look + UNDO, { baseUrl: account.baseUrl, env });
  expect(printed).toContain('"name":"Lena F."');
  expect(usersOf(account.simulator)).toMatchObject([{ name: "Lena Fischer" }]);
});
