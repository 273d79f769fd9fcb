import { changeByOthers, type OthersChange, othersActions } from "../account/change-by-others.ts";
import type { Call, Reply, Route } from "../call.ts";
import { isList, isObject, type Json, type JsonObject, textOf } from "../json.ts";
import { badRequest, Refusal } from "../refusal.ts";
import { InvalidUser } from "../users/invalid-user.ts";
import { type UserField, userField, userFieldTypes } from "../users/user-field.ts";
import { userView } from "../users/user-view.ts";
import { writeUser } from "../users/write-user.ts";

/**
 * Puts users straight into the account: a list of bodies as the API takes them. An organization named by
 * `organization: {name}` is created if need be.
 */
function seedUsers(call: Call): Reply {
  const { account, nowMs, origin } = call;
  const users = listed(call.body).map((body, index) => {
    const name = isObject(body["organization"]) ? textOf(body["organization"]["name"]) : undefined;
    if (name !== undefined && account.organizations.byName(name) === undefined) {
      account.organizations.create(name, null, nowMs);
    }
    try {
      return writeUser(account, undefined, body, "admin", nowMs);
    } catch (error) {
      if (error instanceof InvalidUser) throw new Refusal(422, { error: `User ${index}: ${error.message}` });
      throw error;
    }
  });
  return { status: 201, body: { users: users.map((user) => userView(user, account.userFields, origin)) } };
}

/** Replaces the definitions of custom fields: a list of bodies as `GET user_fields` shows them. */
function replaceUserFields(call: Call): Reply {
  call.account.userFields = listed(call.body).map(readUserField);
  return { status: 201, body: { count: call.account.userFields.length } };
}

function readUserField(body: JsonObject, position: number): UserField {
  const { key, type, title, active, regexp_for_validation: regexp, relationship_target_type: target } = body;
  const knownType = userFieldTypes.find((candidate) => candidate === type);
  if (typeof key !== "string" || knownType === undefined) {
    throw badRequest(
      "InvalidUserField",
      `User field ${position} needs a key and a type of ${userFieldTypes.join(", ")}`,
    );
  }
  return userField(
    {
      key,
      type: knownType,
      title: textOf(title) ?? key,
      active: active !== false,
      regexp: textOf(regexp) ?? null,
      target: textOf(target) ?? null,
      options: listed(body["custom_field_options"] ?? []).map(({ name, value }) => {
        return { name: textOf(name ?? value) ?? "", value: textOf(value) ?? "" };
      }),
    },
    position,
  );
}

/** What others do to users, at once and in this order: a list of changes as `changeByOthers` takes them. */
function applyChanges(call: Call): Reply {
  const { account, nowMs, origin } = call;
  const users = listed(call.body).map((change, index) => {
    if (!isChange(change))
      throw badRequest("InvalidChange", `Change ${index} is not one of ${othersActions.join(", ")}`);
    try {
      return changeByOthers(account, change, nowMs);
    } catch (error) {
      if (error instanceof InvalidUser) throw new Refusal(422, { error: `Change ${index}: ${error.message}` });
      throw error;
    }
  });
  return { body: { users: users.map((user) => userView(user, account.userFields, origin)) } };
}

function isChange(body: JsonObject): body is JsonObject & OthersChange {
  const { action, user, change, email, into } = body;
  if (action === "create") return isObject(change);
  if (!isObject(user)) return false;
  if (action === "update") return isObject(change);
  if (action === "replace_email") return typeof email === "string";
  return action === "delete" || (action === "merge" && isObject(into));
}

function listed(value: Json | undefined): readonly JsonObject[] {
  if (isList(value) && value.every((item) => isObject(item))) return value;
  throw badRequest("InvalidSeed", "A JSON list of objects is expected");
}

/** The simulator's own paths that change the account, for tests. */
export const seedingRoutes: readonly Route[] = [
  { method: "POST", path: "simulator/users", handle: seedUsers },
  { method: "POST", path: "simulator/user_fields", handle: replaceUserFields },
  { method: "POST", path: "simulator/changes", handle: applyChanges },
];
