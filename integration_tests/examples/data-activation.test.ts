import { UNTHROTTLED } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { configFor } from "../../testing/connector/connector-config.ts";
import { runConnector } from "../../testing/connector/connector-process.ts";
import { summaryOf } from "../../testing/connector/sync-summary-line.ts";
import { seedUsers, simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";
import { blocksOf, quotedIn, readPage, sectionOf } from "../../testing/documents/page.ts";

type Account = Awaited<ReturnType<typeof simulatedAccount>>;

const PAGE = readPage("docs/data-activation.md");

interface Catalog {
  readonly streams: readonly [
    {
      readonly stream: { readonly json_schema: { readonly properties: Readonly<Record<string, unknown>> } };
      readonly destination_sync_mode: string;
      readonly destination_object_name?: string;
      readonly primary_key: readonly (readonly string[])[];
    },
  ];
}

async function write(account: Account, settings: object, catalog: unknown, records = "") {
  const { code, output } = await runConnector(
    "write",
    { config: configFor(account.credentials, { ...settings }), catalog, env: { ZENDESK_BASE_URL: account.baseUrl } },
    records.trimEnd().split("\n"),
  );
  expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
  return output;
}

function loyaltyOf(account: Account): readonly unknown[] {
  return usersOf(account.simulator).map(({ external_id, name, user_fields }) => [
    external_id,
    name,
    Object(user_fields)["loyalty_tier"],
  ]);
}

describe("docs/data-activation.md", () => {
  test("the settings map the stream as the page says", async () => {
    const section = sectionOf(PAGE, /^In the settings/);
    const [settings = "", catalog = ""] = blocksOf(section, "json");
    const [records] = blocksOf(section, "jsonl");
    const account = await simulatedAccount(UNTHROTTLED);
    await write(account, Object(JSON.parse(settings)), JSON.parse(catalog), records);
    expect(loyaltyOf(account)).toEqual([
      ["c-1", "Lena Fischer", "gold"],
      ["c-2", "Omar Said", "silver"],
    ]);
  });

  test("a catalog with an object inserts as the page says", async () => {
    const section = sectionOf(PAGE, /^Through the public API/);
    const [, catalog = ""] = blocksOf(section, "json");
    const [records] = blocksOf(section, "jsonl");
    const account = await simulatedAccount(UNTHROTTLED);
    seedUsers(account.simulator, [{ name: "Lena", external_id: "c-1" }]);
    const output = await write(account, {}, JSON.parse(catalog), records);
    expect(summaryOf(output, "signups")).toMatchObject({ created: 1, already_exists: 1 });
    expect(loyaltyOf(account)).toEqual([
      ["c-1", "Lena", null],
      ["c-3", "Ines Moreau", null],
    ]);
  });

  test("the API's request and the catalog that it leads to name the same things", () => {
    const [request = "", catalog = ""] = blocksOf(sectionOf(PAGE, /^Through the public API/), "json");
    const api = JSON.parse(request) as {
      readonly syncMode: string;
      readonly destinationObjectName: string;
      readonly primaryKey: readonly (readonly string[])[];
      readonly selectedFields: readonly { readonly fieldPath: readonly string[] }[];
      readonly mappers: readonly { readonly mapperConfiguration: Readonly<Record<string, string>> }[];
    };
    const [stream] = (JSON.parse(catalog) as Catalog).streams;
    const renamed = new Map(
      api.mappers.map(({ mapperConfiguration: { newFieldName, originalFieldName } }) => [
        originalFieldName ?? "",
        newFieldName ?? "",
      ]),
    );
    const nameOf = (column = ""): string => renamed.get(column) ?? column;
    expect(Object.keys(stream.stream.json_schema.properties)).toEqual(
      api.selectedFields.map(({ fieldPath }) => nameOf(fieldPath[0])),
    );
    expect(stream.primary_key).toEqual(api.primaryKey.map((path) => path.map(nameOf)));
    expect(stream.destination_object_name).toBe(api.destinationObjectName);
    expect(`incremental_${stream.destination_sync_mode}`).toBe(api.syncMode);
  });

  test("discover lists the objects, modes and keys of the page, and the operation that it shows", async () => {
    const account = await simulatedAccount(UNTHROTTLED);
    account.simulator.account.customObjects.define({ key: "order", name: { isUnique: true }, fields: [] });
    const { output } = await runConnector("discover", {
      config: configFor(account.credentials),
      env: { ZENDESK_BASE_URL: account.baseUrl },
    });
    const operations = output.messages.flatMap((message) => message.destination_catalog?.operations ?? []);
    expect(
      operations.map(({ matching_keys, object_name, sync_mode }) => [object_name, sync_mode, matching_keys]),
    ).toEqual(operationsOnPage());
    const [block = ""] = blocksOf(sectionOf(PAGE, /^What `discover` lists/), "json");
    const shown = Object(JSON.parse(block));
    const operation = operations.find(
      ({ object_name, sync_mode }) => object_name === shown.object_name && sync_mode === shown.sync_mode,
    );
    expect(operation).toMatchObject(shown);
  });
});

/** What the table of the page lists, as `discover` does. */
function operationsOnPage(): readonly unknown[] {
  const rows = sectionOf(PAGE, /^What `discover` lists/)
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  return rows.flatMap((row) => {
    const [object = "", modes = "", keys = ""] = row.split("|").slice(1);
    const name = quotedIn(object).join("").replace("<key>", "order");
    return quotedIn(modes).map((mode) => [name, mode, keysIn(keys)]);
  });
}

/** Alternatives are separated by semicolons. Of pairs, the page lists what each may begin with, and what it may end with. */
function keysIn(cell: string): readonly (readonly string[])[] {
  const [firsts = "", seconds] = cell.split(" with ");
  if (seconds === undefined) return cell.split(";").map((key) => quotedIn(key));
  return quotedIn(firsts).flatMap((first) => quotedIn(seconds).map((second) => [first, second]));
}
