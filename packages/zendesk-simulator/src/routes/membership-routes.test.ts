import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import type { Json, JsonObject } from "../json.ts";

const MEMBERSHIPS = "organization_memberships";

interface World {
  readonly account: AccountClient;
  readonly user: number;
  /** The ids of the organizations "Acme", "Globex" and "Initech". */
  readonly organizations: readonly number[];
}

/** An account with one user and three organizations, none of which the user is in. */
function world(role: "admin" | "agent" = "admin"): World {
  const account = new AccountClient({ role });
  const names = ["Acme", "Globex", "Initech"].map((name) => ({ name }));
  const made = account.send("POST", "/simulator/organizations", names).json["organizations"];
  const users = account.send("POST", "/simulator/users", [{ name: "Ann", external_id: "u1" }]).json["users"];
  return { account, user: idOf(objectsOf(users)[0]), organizations: objectsOf(made).map(idOf) };
}

function idOf(record: JsonObject | undefined): number {
  return Number(record?.["id"]);
}

function add({ account }: World, user_id: Json, organization_id: Json | undefined): JsonObject {
  const body = { organization_membership: { user_id, organization_id: organization_id ?? null } };
  return objectOf(account.send("POST", MEMBERSHIPS, body).json["organization_membership"]);
}

function shown({ account }: World, path: string): readonly JsonObject[] {
  return objectsOf(account.send("GET", path).json[MEMBERSHIPS]);
}

/** The user's organizations by name, the default first. */
function namesOf(given: World): unknown[] {
  return shown(given, `users/${given.user}/${MEMBERSHIPS}`).map(({ organization_name }) => organization_name);
}

test("a user's first membership is the default, and a later one becomes it when asked", () => {
  const given = world();
  const { user, organizations } = given;
  expect(add(given, user, organizations[2])).toMatchObject({ user_id: user, default: true });
  const later = add(given, user, organizations[1]);
  expect(later).toMatchObject({ organization_id: organizations[1], default: false });
  add(given, user, organizations[0]);
  expect(namesOf(given)).toEqual(["Initech", "Acme", "Globex"]);
  given.account.send("PUT", `users/${user}/${MEMBERSHIPS}/${idOf(later)}/make_default`);
  expect(namesOf(given)).toEqual(["Globex", "Acme", "Initech"]);
  expect(given.account.user("u1")["organization_id"]).toBe(organizations[1]);
});

test.each<[string, (id: number, user: number) => [string, string]]>([
  ["alone", (id) => ["DELETE", `${MEMBERSHIPS}/${id}`]],
  ["by its user", (id, user) => ["DELETE", `users/${user}/${MEMBERSHIPS}/${id}`]],
  ["in bulk", (id) => ["DELETE", `${MEMBERSHIPS}/destroy_many?ids=${id}`]],
])("when the default ends %s, the oldest other membership is the default", (_how, request) => {
  const given = world();
  const [oldest, middle, newest] = given.organizations.map((id) => add(given, given.user, id));
  for (const next of [middle, newest, oldest, newest]) {
    given.account.send("PUT", `users/${given.user}/${MEMBERSHIPS}/${idOf(next)}/make_default`);
  }
  given.account.send(...request(idOf(newest), given.user));
  given.account.send("GET", "job_statuses");
  expect(given.account.user("u1")["organization_id"]).toBe(given.organizations[0]);
});

test("all memberships, those of a user and those of an organization are lists with cursors", () => {
  const given = world();
  const { user, organizations, account } = given;
  const other = idOf(account.upsert({ name: "Bob" })[0]);
  const made = [
    add(given, user, organizations[0]),
    add(given, other, organizations[0]),
    add(given, user, organizations[1]),
  ];
  const ids = (path: string) => shown(given, path).map(idOf);
  expect(ids(MEMBERSHIPS)).toEqual(made.map(idOf));
  expect(ids(`organizations/${organizations[0]}/${MEMBERSHIPS}`)).toEqual([idOf(made[0]), idOf(made[1])]);
  expect(ids(`users/${user}/${MEMBERSHIPS}`)).toEqual([idOf(made[0]), idOf(made[2])]);
  const first = account.send("GET", `${MEMBERSHIPS}?page[size]=2`).json;
  expect(objectsOf(first[MEMBERSHIPS])).toHaveLength(2);
  expect(first["meta"]).toMatchObject({ has_more: true });
  expect(account.send("GET", `${MEMBERSHIPS}/${idOf(made[1])}`).json["organization_membership"]).toEqual(made[1]);
});

test("memberships of a deleted user are in no list", () => {
  const given = world();
  const { id } = add(given, given.user, given.organizations[0]);
  given.account.send("DELETE", `users/${given.user}`);
  expect(shown(given, MEMBERSHIPS)).toEqual([]);
  expect(given.account.send("GET", `${MEMBERSHIPS}/${String(id)}`).status).toBe(404);
});

test.each<[string, (given: World) => JsonObject, string]>([
  [
    "exists",
    ({ user, organizations }) => ({ user_id: user, organization_id: organizations[0] }),
    "User: has already been taken",
  ],
  [
    "names an unknown user",
    ({ organizations }) => ({ user_id: 17, organization_id: organizations[0] }),
    "User: is invalid",
  ],
  ["names an unknown organization", ({ user }) => ({ user_id: user, organization_id: 17 }), "Organization: is invalid"],
])("a membership that %s is a 422 alone, and a failed row in bulk with the same text", (_why, body, text) => {
  const given = world();
  add(given, given.user, given.organizations[0]);
  const alone = given.account.send("POST", MEMBERSHIPS, { organization_membership: body(given) });
  expect(alone).toMatchObject({ status: 422, json: { error: "RecordInvalid" } });
  expect(alone.text).toContain(text);
  const good = { user_id: given.user, organization_id: given.organizations[1] ?? 0 };
  const rows = given.account.run("POST", `${MEMBERSHIPS}/create_many`, { [MEMBERSHIPS]: [good, body(given)] });
  expect(rows).toMatchObject([
    { action: "create", status: "Created", success: true },
    { index: 1, error: "OrganizationMembershipCreateFailed", success: false, details: text },
  ]);
});

test("a user takes 300 organizations and no more", () => {
  const given = world();
  const names = Array.from({ length: 300 }, (_, index) => ({ name: `Organization ${index}` }));
  const made = objectsOf(given.account.send("POST", "/simulator/organizations", names).json["organizations"]);
  for (const organization of made) add(given, given.user, idOf(organization));
  const [last] = given.account.run("POST", `${MEMBERSHIPS}/create_many`, {
    [MEMBERSHIPS]: [{ user_id: given.user, organization_id: given.organizations[0] ?? 0 }],
  });
  expect(last).toMatchObject({ success: false, details: "Organizations: at most 300 for a user" });
});

test("an agent changes the memberships of end users, and not those of admins", () => {
  const given = world("agent");
  const admin = idOf(
    objectsOf(given.account.send("POST", "/simulator/users", [{ name: "Adm", role: "admin" }]).json["users"])[0],
  );
  const rows = [given.user, admin].map((user_id) => ({ user_id, organization_id: given.organizations[0] ?? 0 }));
  expect(given.account.run("POST", `${MEMBERSHIPS}/create_many`, { [MEMBERSHIPS]: rows })).toMatchObject([
    { success: true },
    { index: 1, error: "PermissionDenied", success: false },
  ]);
  expect(given.account.send("POST", MEMBERSHIPS, { organization_membership: rows[1] ?? {} }).status).toBe(403);
});

test("a membership that has ended fails its row, and the others end", () => {
  const given = world();
  const made = given.organizations.slice(0, 2).map((id) => idOf(add(given, given.user, id)));
  const rows = given.account.run("DELETE", `${MEMBERSHIPS}/destroy_many?ids=${made[0]},17,${made[1]}`);
  expect(rows).toMatchObject([
    { id: made[0], action: "delete", status: "Deleted", success: true },
    { id: 17, action: "delete", error: "RecordNotFound", success: false },
    { id: made[1], action: "delete", status: "Deleted", success: true },
  ]);
  expect(namesOf(given)).toEqual([]);
});
