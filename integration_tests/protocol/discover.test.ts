import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { type StartedSimulator, UNTHROTTLED } from "zendesk-simulator";
import { configFor } from "../../testing/connector/connector-config.ts";
import { runConnector } from "../../testing/connector/connector-process.ts";
import { simulatedAccount } from "../../testing/account/simulated-account.ts";

async function discover(account: StartedSimulator, settings: Readonly<Record<string, unknown>> = {}) {
  const config = configFor(account.credentials, settings);
  const { code, output } = await runConnector("discover", { config, env: { ZENDESK_BASE_URL: account.baseUrl } });
  expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
  const catalogs = output.messages.filter(({ type }) => type === "DESTINATION_CATALOG");
  expect(catalogs).toHaveLength(1);
  return { message: catalogs[0], operations: catalogs[0]?.destination_catalog?.operations ?? [] };
}

/** Replaces the account's custom fields: bodies as `GET user_fields` shows them. */
function defineFields(account: StartedSimulator, fields: readonly object[]): void {
  const request = { method: "POST", path: "/simulator/user_fields", headers: {}, body: JSON.stringify(fields) };
  account.simulator.handle(request, Date.now());
}

/** DestinationCatalog and DestinationOperation of airbyte_protocol.yaml (airbytehq/airbyte-protocol). */
const PROTOCOL = {
  type: "object",
  required: ["type", "destination_catalog"],
  properties: {
    type: { const: "DESTINATION_CATALOG" },
    destination_catalog: {
      type: "object",
      required: ["operations"],
      properties: {
        operations: {
          type: "array",
          items: {
            type: "object",
            required: ["object_name", "sync_mode", "json_schema"],
            properties: {
              object_name: { type: "string" },
              sync_mode: { enum: ["append", "overwrite", "append_dedup", "update", "soft_delete"] },
              json_schema: { type: "object" },
              matching_keys: { type: "array", items: { type: "array", items: { type: "string" } } },
            },
          },
        },
      },
    },
  },
};

const PAIRS = ["user_id", "user.external_id", "user.email"].flatMap((user) =>
  ["organization_id", "organization.external_id", "organization.name"].map((organization) => [user, organization]),
);
const MODES = ["append_dedup", "append", "update", "soft_delete"];
const OBJECTS = [
  { object: "users", modes: MODES, keys: [["external_id"], ["email"], ["id"]], required: ["name"] },
  { object: "organizations", modes: MODES, keys: [["external_id"], ["name"], ["id"]], required: ["name"] },
  {
    object: "organization_memberships",
    modes: MODES.filter((mode) => mode !== "update"),
    keys: PAIRS,
    required: [],
    // A list may contain objects, which Airbyte cannot compare.
    alsoNaming: ["user", "organization"],
  },
  { object: "tickets", modes: MODES, keys: [["external_id"], ["id"]], required: [] },
];

test("discover lists each mode that an object has, with the object's matching keys and a schema", async () => {
  const { message, operations } = await discover(await simulatedAccount(UNTHROTTLED));
  const validate = new Ajv().compile(PROTOCOL);
  validate(message);
  expect(validate.errors).toBeNull();
  expect(operations.map(({ object_name, sync_mode }) => `${object_name} ${sync_mode}`)).toEqual(
    OBJECTS.flatMap(({ modes, object }) => modes.map((mode) => `${object} ${mode}`)),
  );
  for (const { alsoNaming = [], keys, object, required } of OBJECTS) {
    const own = operations.filter(({ object_name }) => object_name === object);
    const schemas = new Map(own.map(({ json_schema, sync_mode }) => [sync_mode, json_schema]));
    const upsert = schemas.get("append_dedup");
    expect([upsert, undefined]).toContainEqual(schemas.get("update"));
    expect(upsert).not.toHaveProperty("required");
    expect(schemas.get("append")).toEqual({ ...upsert, required });
    const columns = [...new Set(keys.flat())];
    const deleting = Object.keys(schemas.get("soft_delete")?.properties ?? {});
    expect(deleting.toSorted()).toEqual([...columns, ...alsoNaming].toSorted());
    for (const { json_schema, matching_keys } of own) {
      expect(matching_keys).toEqual(keys);
      // Airbyte maps only top-level properties, and only these may be chosen as keys.
      expect(Object.keys(json_schema.properties)).toEqual(expect.arrayContaining(columns));
    }
  }
});

test("discover shows the active custom fields as flat properties with titles, types and options", async () => {
  const { operations } = await discover(await simulatedAccount(UNTHROTTLED));
  const properties = Object.entries(operations[0]?.json_schema.properties ?? {});
  const custom = properties.filter(([name]) => name.startsWith("user_fields."));
  const shown = custom.map(([name, { description: _description, ...schema }]) => [name, schema]);
  expect(Object.fromEntries(shown)).toEqual({
    "user_fields.company_size": { title: "Company size", type: "integer" },
    "user_fields.loyalty_tier": { title: "Loyalty tier", type: "string", enum: ["bronze", "silver", "gold"] },
    "user_fields.lifetime_value": { title: "Lifetime value", type: "number" },
    "user_fields.newsletter": { title: "Newsletter", type: "boolean" },
    "user_fields.signup_date": { title: "Signup date", type: "string", format: "date" },
    "user_fields.state": { title: "State", type: "string" },
    "user_fields.shipping_address": { title: "Shipping address", type: "string" },
    "user_fields.interests": {
      title: "Interests",
      type: "array",
      items: { type: "string", enum: ["running", "cycling", "hiking"] },
    },
    "user_fields.customer_number": { title: "Customer number", type: "string" },
    "user_fields.referred_by": { title: "Referred by", type: "string" },
  });
  for (const [, { description }] of custom) expect(description).toEqual(expect.any(String));
});

test("discover shows roles only if they may be written, and never columns that are never written", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const names = async (settings: Readonly<Record<string, unknown>>): Promise<readonly string[]> =>
    Object.keys((await discover(account, settings)).operations[0]?.json_schema.properties ?? {});
  const roles = ["role", "custom_role_id", "ticket_restriction", "default_group_id", "suspended"];
  const without = await names({});
  const allowed = await names({ allow_roles: true });
  expect(allowed.filter((name) => !without.includes(name))).toEqual(roles);
  for (const name of ["password", "identities", "verified", "separation"]) expect(allowed).not.toContain(name);
});

test("discover follows the cursor: all 250 custom fields are shown, without inactive ones", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const fields = Array.from({ length: 250 }, (_, index) => ({
    key: `field_${index}`,
    type: "text",
    active: index % 50 !== 0,
  }));
  defineFields(account, fields);
  const { operations } = await discover(account);
  const shown = Object.keys(operations[0]?.json_schema.properties ?? {}).filter((name) =>
    name.startsWith("user_fields."),
  );
  expect(shown).toEqual(fields.filter(({ active }) => active).map(({ key }) => `user_fields.${key}`));
});
