import { bodyObject, type Call, type Reply, type Route } from "../call.ts";
import type { Json, JsonObject } from "../json.ts";
import { membershipView } from "../organizations/organization-view.ts";
import {
  addMembership,
  checkMayChange,
  endMembership,
  type UserMembership,
} from "../organizations/write-membership.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { recordNotFound } from "../refusal.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { orRefused } from "./or-refused.ts";
import { requestedUser } from "./user-routes.ts";

function listAll(call: Call): Reply {
  return list(call, [...call.account.memberships.all()].filter(isOfActive));
}

/** The default first, then by the organization's name. */
function listOfUser(call: Call): Reply {
  const user = requestedUser(call);
  const name = ({ organizationId }: { organizationId: number }) =>
    call.account.organizations.byId(organizationId)?.name ?? "";
  const [first, ...others] = user.memberships;
  const sorted = others.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
  const memberships = first === undefined ? [] : [first, ...sorted];
  return list(
    call,
    memberships.map((membership) => ({ user, membership })),
  );
}

function listOfOrganization(call: Call): Reply {
  const organization = call.account.organizations.byId(Number(call.params["id"]));
  if (organization === undefined) throw recordNotFound();
  const isIn = ({ membership }: UserMembership) => membership.organizationId === organization.id;
  return list(
    call,
    [...call.account.memberships.all()].filter((item) => isOfActive(item) && isIn(item)),
  );
}

function show(call: Call): Reply {
  return { body: { organization_membership: view(call, requested(call)) } };
}

function create(call: Call): Reply {
  return createFrom(call, bodyObject(call, "organization_membership"));
}

function createForUser(call: Call): Reply {
  const { id } = requestedUser(call);
  return createFrom(call, { ...bodyObject(call, "organization_membership"), user_id: id });
}

function createFrom(call: Call, body: JsonObject): Reply {
  const created = orRefused(() => addMembership(call.account, body, call.writerRole, call.nowMs));
  return { status: 201, body: { organization_membership: view(call, created) } };
}

function destroy(call: Call): Reply {
  const found = requested(call);
  orRefused(() => endMembership(call.account, found, call.writerRole, call.nowMs));
  return { status: 204 };
}

/** Answers with all memberships of the user. */
function makeDefault(call: Call): Reply {
  const user = requestedUser(call);
  const membership = user.memberships.find(({ id }) => id === Number(call.params["membership_id"]));
  if (membership === undefined) throw recordNotFound();
  orRefused(() => checkMayChange(call.writerRole, user));
  call.account.memberships.makeDefault(user, membership);
  call.account.users.touch(user, call.nowMs);
  return listOfUser(call);
}

/** The membership in the path, of the user in the path where there is one. Throws the 404. */
function requested({ account, params }: Call): UserMembership {
  const found = account.memberships.byId(Number(params["membership_id"]));
  const isOfUser = params["id"] === undefined || found?.user.id === Number(params["id"]);
  if (found === undefined || !isOfUser || !isOfActive(found)) throw recordNotFound();
  return found;
}

/** Deleted users are in no list. */
function isOfActive({ user }: { user: StoredUser }): boolean {
  return user.active;
}

function list(call: Call, memberships: readonly UserMembership[]): Reply {
  return page(call, "organization_memberships", memberships, (item) => view(call, item));
}

function view({ account, origin }: Call, { user, membership }: UserMembership): Json {
  const name = account.organizations.byId(membership.organizationId)?.name ?? null;
  return membershipView(user, membership, name, origin);
}

const ALL = "api/v2/organization_memberships";
const OF_USER = "api/v2/users/:id/organization_memberships";
const OF_ORGANIZATION = "api/v2/organizations/:id/organization_memberships";

export const membershipRoutes: readonly Route[] = [
  { method: "GET", path: ALL, handle: listAll, parameters: PAGE_PARAMETERS },
  { method: "POST", path: ALL, handle: create },
  { method: "GET", path: `${ALL}/:membership_id`, handle: show },
  { method: "DELETE", path: `${ALL}/:membership_id`, handle: destroy },
  { method: "GET", path: OF_USER, handle: listOfUser, parameters: PAGE_PARAMETERS },
  { method: "POST", path: OF_USER, handle: createForUser },
  { method: "GET", path: `${OF_USER}/:membership_id`, handle: show },
  { method: "DELETE", path: `${OF_USER}/:membership_id`, handle: destroy },
  { method: "PUT", path: `${OF_USER}/:membership_id/make_default`, handle: makeDefault },
  { method: "GET", path: OF_ORGANIZATION, handle: listOfOrganization, parameters: PAGE_PARAMETERS },
];
