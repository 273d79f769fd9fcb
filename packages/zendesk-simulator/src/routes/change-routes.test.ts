import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import type { JsonObject } from "../json.ts";

const UNIQUE_NAME = { key: "standard::name", type: "text", properties: { is_unique: true } };

/** An account with two cars, a user, and two organizations, one of which the user belongs to. */
function account(): AccountClient {
  const client = new AccountClient();
  client.send("POST", "/simulator/custom_objects", [
    { key: "car", custom_object_fields: [UNIQUE_NAME, { key: "make", type: "text", title: "Make" }] },
    {
      key: "wheel",
      custom_object_fields: [{ key: "of", type: "parent", relationship_target_type: "zen:custom_object:car" }],
    },
  ]);
  client.send("POST", "/simulator/custom_objects/car/records", [
    { name: "Red", external_id: "c1", custom_object_fields: { make: "old" } },
    { name: "Blue", external_id: "c2", custom_object_fields: { make: "old" } },
  ]);
  client.send("POST", "/simulator/organizations", [
    { name: "Acme", external_id: "acme" },
    { name: "Umbrella", external_id: "umbrella" },
  ]);
  const { id } = client.organization("acme");
  client.send("POST", "/simulator/users", [{ name: "Ann", external_id: "ann", organization_id: id ?? null }]);
  return client;
}

function change(client: AccountClient, ...changes: readonly JsonObject[]) {
  return client.send("POST", "/simulator/changes", changes);
}

function cars(client: AccountClient): unknown[] {
  return client
    .records("car")
    .map(({ custom_object_fields, external_id, name }) => [external_id, name, objectOf(custom_object_fields)["make"]]);
}

function idOf(client: AccountClient, externalId: string): string {
  return String(client.records("car").find(({ external_id }) => external_id === externalId)?.["id"]);
}

const NEW = { custom_object_fields: { make: "new" } };
const RED = ["c1", "Red", "old"];
const BLUE = ["c2", "Blue", "old"];

test.each<[what: string, given: (client: AccountClient) => JsonObject, held: unknown[]]>([
  [
    "create one",
    () => ({ action: "create_record", object: "car", change: { name: "Green", external_id: "C1", ...NEW } }),
    [RED, BLUE, ["C1", "Green", "new"]],
  ],
  [
    "update one by its id",
    (client) => ({ action: "update_record", object: "car", record: { id: idOf(client, "c2") }, change: NEW }),
    [RED, ["c2", "Blue", "new"]],
  ],
  [
    "update one by its external id",
    () => ({ action: "update_record", object: "car", record: { external_id: "c1" }, change: { external_id: "c9" } }),
    [["c9", "Red", "old"], BLUE],
  ],
  [
    "update one by its name",
    () => ({ action: "update_record", object: "car", record: { name: "red" }, change: { name: "Pink" } }),
    [["c1", "Pink", "old"], BLUE],
  ],
  ["delete one", () => ({ action: "delete_record", object: "car", record: { external_id: "c1" } }), [BLUE]],
])("others %s: the account holds it at once, without a job, and the answer shows the record", (_what, given, held) => {
  const client = account();
  const { json, status } = change(client, given(client));
  expect(status).toBe(200);
  expect(json["custom_object_records"]).toMatchObject([{ custom_object_key: "car" }]);
  expect(cars(client)).toEqual(held);
});

test("a change by others moves the record's time of change, and names the account's owner as its author", () => {
  const client = account();
  client.nowMs += 60_000;
  change(client, { action: "update_record", object: "car", record: { external_id: "c1" }, change: NEW });
  const [red, blue] = client.records("car");
  const owner = String(client.simulator.account.owner.id);
  expect(red).toMatchObject({ updated_at: "2026-11-22T12:01:00Z", updated_by_user_id: owner });
  expect(blue).toMatchObject({ updated_at: "2026-11-22T12:00:00Z" });
});

test("a record that others delete takes its children with it, and its keys become free", () => {
  const client = account();
  const wheel = { name: "Front", custom_object_fields: { of: idOf(client, "c1") } };
  client.send("POST", "/simulator/custom_objects/wheel/records", [wheel]);
  change(
    client,
    { action: "delete_record", object: "car", record: { external_id: "c1" } },
    { action: "create_record", object: "car", change: { name: "Red", external_id: "c1" } },
  );
  expect(client.records("wheel")).toEqual([]);
  expect(cars(client)).toEqual([BLUE, ["c1", "Red", null]]);
});

test("others end a membership and begin another", () => {
  const client = account();
  const memberships = () => {
    const { json } = client.send("GET", "organization_memberships");
    return objectsOf(json["organization_memberships"]);
  };
  const [ended] = memberships();
  const { id: organizationId } = client.organization("umbrella");
  const begun = { user_id: client.user("ann")["id"] ?? null, organization_id: organizationId ?? null };
  const { json } = change(
    client,
    { action: "create_membership", change: begun },
    { action: "delete_membership", membership: { id: ended?.["id"] ?? null } },
  );
  expect(objectsOf(json["organization_memberships"])).toHaveLength(2);
  expect(memberships()).toMatchObject([begun]);
});

test.each<[why: string, change: JsonObject, status: number]>([
  ["its object does not exist", { action: "create_record", object: "boat", change: { name: "A" } }, 422],
  ["its name is taken", { action: "create_record", object: "car", change: { name: "BLUE" } }, 422],
  ["its new external id is taken", renamed({ external_id: "c2" }), 422],
  ["it is named in another case", { action: "delete_record", object: "car", record: { external_id: "C1" } }, 422],
  ["its membership does not exist", { action: "delete_membership", membership: { id: 1 } }, 422],
  ["it does not say which object", { action: "delete_record", record: { external_id: "c1" } }, 400],
  ["it does not say which record", { action: "delete_record", object: "car" }, 400],
  ["it does not say what changes", { action: "update_record", object: "car", record: { external_id: "c1" } }, 400],
  ["its action is unknown", { action: "merge_record", object: "car", record: { external_id: "c1" } }, 400],
])("a change by others is refused and changes nothing if %s", (_why, refused, status) => {
  const client = account();
  expect(change(client, refused).status).toBe(status);
  expect(cars(client)).toEqual([RED, BLUE]);
});

function renamed(keys: JsonObject): JsonObject {
  return { action: "update_record", object: "car", record: { external_id: "c1" }, change: keys };
}
