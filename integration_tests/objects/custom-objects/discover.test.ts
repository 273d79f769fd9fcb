import { expect, test } from "vitest";
import type { Fault, StartedSimulator, StartOptions } from "zendesk-simulator";
import { configFor } from "../../../testing/connector/connector-config.ts";
import { runConnector } from "../../../testing/connector/connector-process.ts";
import { requestsTo, simulatedAccount } from "../../../testing/account/simulated-account.ts";

async function accountWithObjects(count: number, fields: number, options: StartOptions): Promise<StartedSimulator> {
  const account = await simulatedAccount(options);
  for (let object = 0; object < count; object++) {
    account.simulator.account.customObjects.define({
      key: `object_${object}`,
      name: { isUnique: object === 0 },
      fields: [
        { key: "owner", type: "parent", target: "zen:user" },
        ...Array.from({ length: fields - 1 }, (_, field) => ({ key: `field_${field}`, type: "currency" as const })),
      ],
    });
  }
  return account;
}

async function discover({ baseUrl, credentials }: StartedSimulator) {
  const config = configFor(credentials);
  const { code, output } = await runConnector("discover", { config, env: { ZENDESK_BASE_URL: baseUrl } });
  expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
  const operations = output.messages.flatMap(({ destination_catalog }) => destination_catalog?.operations ?? []);
  const custom = operations.filter(({ object_name }) => object_name.startsWith("custom_objects/"));
  return { custom, warnings: output.warnings };
}

test("discover lists every mode of every custom object, with its own keys and fields", async () => {
  const { custom, warnings } = await discover(await accountWithObjects(2, 3, {}));
  const modes = ["append_dedup", "append", "update", "soft_delete"];
  expect(custom.map(({ object_name, sync_mode }) => `${object_name} ${sync_mode}`)).toEqual(
    ["object_0", "object_1"].flatMap((key) => modes.map((mode) => `custom_objects/${key} ${mode}`)),
  );
  expect(custom.map(({ matching_keys }) => matching_keys?.join())).toEqual([
    ...modes.map(() => "external_id,name,id"),
    ...modes.map(() => "external_id,id"),
  ]);
  const [upsert, insert, , deletion] = custom.map(({ json_schema }) => json_schema);
  const fields = ["owner", "field_0", "field_1"].map((key) => `custom_object_fields.${key}`);
  expect(Object.keys(upsert?.properties ?? {})).toEqual(["id", "external_id", "name", ...fields]);
  expect(upsert?.properties["custom_object_fields.field_0"]).toMatchObject({ type: "number", title: "field_0" });
  expect(insert).toMatchObject({ required: ["name", "custom_object_fields.owner"] });
  expect(Object.keys(deletion?.properties ?? {})).toEqual(["id", "external_id", "name"]);
  expect(warnings.filter((warning) => warning.includes("custom"))).toEqual([]);
});

test.each([
  [90, 1],
  // Zendesk lists the name and the external id too, and at most 100 fields per request.
  [100, 2],
])(
  "discover lists 50 custom objects of %i fields in %i requests each, within the limit of a small account",
  async (fields, each) => {
    const account = await accountWithObjects(50, fields, { requestsPerMinute: 400 });
    const { custom, warnings } = await discover(account);
    expect(custom).toHaveLength(200);
    expect(warnings).toEqual([]);
    const requests = Object.entries(requestsTo(account.simulator));
    const count = (part: RegExp): number =>
      requests.reduce((sum, [path, times]) => (part.test(path) ? sum + times : sum), 0);
    expect(count(/custom_objects\/.*fields/)).toBe(50 * each);
    // Signing in, the list of objects, and the fields of users, organizations and tickets.
    expect(count(/api\/v2/)).toBeLessThanOrEqual(50 * each + 7);
  },
);

function forbidden(address: string): Fault {
  const headers = { "content-type": "application/json" };
  const answer = { status: 403, headers, body: JSON.stringify({ error: "Forbidden" }) };
  return { before: ({ path }) => (path.includes(address) ? answer : undefined) };
}

test.each<[address: string, left: readonly string[], warning: string]>([
  ["custom_objects/object_1/fields", ["object_0", "object_2"], "custom_objects/object_1 is skipped"],
  ["custom_objects.json", [], "the list of custom objects is skipped"],
])("discover leaves out with a warning what may not be read at %s", async (address, left, warning) => {
  const account = await accountWithObjects(3, 2, { faults: [forbidden(address)] });
  const { custom, warnings } = await discover(account);
  expect([...new Set(custom.map(({ object_name }) => object_name))]).toEqual(
    left.map((key) => `custom_objects/${key}`),
  );
  expect(warnings.filter((each) => each.includes(warning))).toHaveLength(1);
});

test.each([
  ["object_1", "SUCCEEDED", ""],
  ["OBJECT_1", "SUCCEEDED", ""],
  ["objekt_1", "FAILED", 'no custom object "objekt_1". Did you mean "custom_objects/object_1"?'],
])("check of an entry for custom_objects/%s is %s", async (key, status, message) => {
  const { baseUrl, credentials } = await accountWithObjects(2, 1, {});
  const config = configFor(credentials, { streams: [{ name: "orders", object: `custom_objects/${key}` }] });
  const { output } = await runConnector("check", { config, env: { ZENDESK_BASE_URL: baseUrl } });
  const [answer] = output.messages.flatMap(({ connectionStatus }) => connectionStatus ?? []);
  expect(answer?.status).toBe(status);
  expect(answer?.message ?? "").toContain(message);
});
