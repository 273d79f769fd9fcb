import { type ZendeskUser, hasAddress, searchUsers, showManyUsers } from "../../zendesk/resources/users.ts";
import type { Row, WriteRequest } from "../zendesk-object.ts";
import { foldedKey } from "./user-row.ts";

/** The user that each row is about, by the row's key; rows whose user does not exist are left out. */
export type FoundUsers = ReadonlyMap<Row, ZendeskUser>;

/** Users that the search may give for one key, of whom it is worth to ask whether they have it. */
const MAX_CANDIDATES = 20;

/**
 * Looks users up: by `id` and `external_id` 100 a request, by `email` one a request, for `show_many` knows no
 * addresses. What Zendesk gives counts only where it really has the row's key.
 */
export async function findUsers(rows: readonly Row[], request: WriteRequest): Promise<FoundUsers> {
  const found = new Map<Row, ZendeskUser>();
  await findListed(rows, "id", "ids", request, found);
  await findListed(rows, "external_id", "external_ids", request, found);
  await findSearched(
    rows.filter((row) => isSearched(row)),
    request,
    found,
  );
  return found;
}

async function findListed(
  rows: readonly Row[],
  column: "id" | "external_id",
  parameter: "ids" | "external_ids",
  { api, signal }: WriteRequest,
  found: Map<Row, ZendeskUser>,
): Promise<void> {
  const listed = rows.filter((row) => row.key.column === column && !isSearched(row));
  if (listed.length === 0) return;
  const values = listed.map(({ key }) => key.value);
  const users = await showManyUsers(api.client, parameter, values, signal);
  const byKey = new Map(users.map((user) => [foldedKey(user[column]), user]));
  for (const row of listed) {
    const user = byKey.get(foldedKey(row.key.value));
    if (user) found.set(row, user);
  }
}

/** The search says who may have a key. Its index lags, in values too, so the users themselves are read. */
async function findSearched(rows: readonly Row[], request: WriteRequest, found: Map<Row, ZendeskUser>): Promise<void> {
  const { client } = request.api;
  const candidates = new Map<Row, readonly number[]>();
  for (const row of rows) {
    const column = row.key.column === "email" ? "email" : "external_id";
    const users = await searchUsers(client, column, row.key.value, request.signal);
    candidates.set(
      row,
      users.slice(0, MAX_CANDIDATES).map(({ id }) => id),
    );
  }
  const ids = [...new Set([...candidates.values()].flat())];
  if (ids.length === 0) return;
  const users = await showManyUsers(client, "ids", ids.map(String), request.signal);
  const byId = new Map(users.map((user) => [user.id, user]));
  for (const [row, candidateIds] of candidates) {
    const user = await firstWithKey(
      row,
      candidateIds.flatMap((id) => byId.get(id) ?? []),
      request,
    );
    if (user) found.set(row, user);
  }
}

/** One request for each whose primary address is another. */
async function firstWithKey(
  row: Row,
  users: readonly ZendeskUser[],
  request: WriteRequest,
): Promise<ZendeskUser | undefined> {
  const obvious = users.find((user) => foldedKey(user[row.key.column]) === foldedKey(row.key.value));
  if (obvious) return obvious;
  for (const user of users) if (await isUserOf(row, user, request)) return user;
  return undefined;
}

/** Whether the user has the row's key, as an address among all of its addresses: what was found may be another's. */
export async function isUserOf(row: Row, user: ZendeskUser, { api, signal }: WriteRequest): Promise<boolean> {
  const { column, value } = row.key;
  if (foldedKey(user[column]) === foldedKey(value)) return true;
  return column === "email" && hasAddress(api.client, user.id, value, signal);
}

/**
 * Whether a row's user can only be searched for, in an index that lags: there is no list of addresses, and lists are
 * separated by commas.
 */
export function isSearched({ key }: Row): boolean {
  return key.column === "email" || (key.column === "external_id" && key.value.includes(","));
}
