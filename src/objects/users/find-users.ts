import { type ZendeskUser, hasAddress, searchUsers, showManyUsers } from "../../zendesk/users.ts";
import type { Row, WriteRequest } from "../zendesk-object.ts";
import { foldedKey } from "./user-row.ts";

/** The user that each row is about, by the row's key; rows whose user does not exist are left out. */
export type FoundUsers = ReadonlyMap<Row, ZendeskUser>;

/**
 * Looks users up: by `id` and `external_id` 100 a request, by `email` one a request, for `show_many` knows no
 * addresses. What Zendesk gives counts only where it really has the row's key.
 */
export async function findUsers(rows: readonly Row[], request: WriteRequest): Promise<FoundUsers> {
  const found = new Map<Row, ZendeskUser>();
  await findListed(rows, "id", "ids", request, found);
  await findListed(rows, "external_id", "external_ids", request, found);
  for (const row of rows.filter((each) => isSearched(each))) {
    const key = row.key.column === "email" ? "email" : "external_id";
    const users = await searchUsers(request.api.client, key, row.key.value, request.signal);
    const user = users.find((each) => foldedKey(each[key]) === foldedKey(row.key.value));
    if (user) found.set(row, user);
  }
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

/** Whether this is the user that the row is about: an id in a job's results may be another row's. */
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
