import type { Call, Reply, Route } from "../call.ts";
import { page } from "../pagination.ts";
import { NAME_PARAMETERS, requiredNames } from "../query-names.ts";
import { badRequest } from "../refusal.ts";
import { hasWords } from "../search/query.ts";
import { checkSearchDepth } from "../search/search-depth.ts";
import { parseSearch, type SearchTerms } from "../users/search-terms.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { userView } from "../users/user-view.ts";

/** Unknown ids are silently left out. The order is that of the ids in the account, not in the request. */
function showMany(call: Call): Reply {
  const { users } = call.account;
  const { key, values } = requiredNames(call);
  const found = values.map((value) => (key === "id" ? users.byId(Number(value)) : users.ownerOfExternalId(value)));
  const withDeleted = call.query.get("include_deleted") === "true";
  return userList(
    call,
    found.filter((user) => user !== undefined && (user.active || withDeleted)),
  );
}

/** The index may lag: then users are found by, and shown with, their old values. */
function search(call: Call): Reply {
  checkSearchDepth(call);
  const terms = searchTerms(call);
  return userList(
    call,
    candidates(call, terms).filter((user) => isMatch(user, terms)),
  );
}

function searchTerms({ query }: Call): SearchTerms {
  const text = query.get("query");
  const externalId = query.get("external_id");
  if (text !== null && externalId !== null) {
    throw badRequest("InvalidParameters", "query and external_id cannot be combined");
  }
  if (externalId === null) return parseSearch(text ?? "");
  if (externalId.trim() === "") throw badRequest("ParameterMissing", "Required parameter missing: external_id");
  return { external_id: externalId.toLowerCase() };
}

/** The users that the most selective term names; they may not match the other terms. */
function candidates({ account, nowMs }: Call, { email, external_id }: SearchTerms): readonly StoredUser[] {
  const { users, userIndex } = account;
  if (userIndex.isBehind) return userIndex.at(nowMs);
  if (email === undefined && external_id === undefined) return [...users.all()];
  const named = email === undefined ? users.byExternalId(external_id ?? "") : users.byIdentity("email", email);
  return named === undefined ? [] : [named];
}

function isMatch(user: StoredUser, { email, external_id, role, name = "", words = "" }: SearchTerms): boolean {
  const hasEmail = ({ type, value }: { type: string; value: string }) =>
    type === "email" && value.toLowerCase() === email;
  if (email !== undefined && !user.identities.some(hasEmail)) return false;
  if (external_id !== undefined && user.externalId?.toLowerCase() !== external_id) return false;
  if (!user.active || (role !== undefined && user.role !== role) || !hasWords(user.name, name)) return false;
  return hasWords([user.name, ...user.identities.map(({ value }) => value)].join(" "), words);
}

function userList(call: Call, found: readonly (StoredUser | undefined)[]): Reply {
  const { account, origin } = call;
  const users = [...new Set(found)].filter((user) => user !== undefined).toSorted((a, b) => a.id - b.id);
  return page(call, "users", users, (user) => userView(user, account.userFields, origin));
}

export const userLookupRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "api/v2/users/show_many",
    handle: showMany,
    parameters: [...NAME_PARAMETERS, "include_deleted"],
  },
  {
    method: "GET",
    path: "api/v2/users/search",
    handle: search,
    parameters: ["query", "external_id", "page", "per_page"],
  },
];
