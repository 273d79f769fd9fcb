import { idKey } from "./users/user-keys.ts";

const OF_ONE_USER = /^\/api\/v2\/users\/(\d+)\//;

/** What the address of a request names users by. */
export interface NamedKeys {
  readonly ids: readonly string[];
  /** External ids and addresses. */
  readonly others: readonly string[];
}

export function keysInUrl({ pathname, searchParams }: URL): NamedKeys {
  const externalId = searchParams.get("external_id") ?? "";
  const email = searchParams.get("query")?.replace(/^email:/, "") ?? "";
  return {
    ids: [...listed(searchParams.get("ids")), ...(OF_ONE_USER.exec(pathname)?.slice(1) ?? [])],
    others: [...listed(searchParams.get("external_ids")), externalId, email].filter((key) => key !== ""),
  };
}

/** By what a request names users, in its address or in its body, in lower case. */
export function keysInRequest(url: URL, body: string | undefined): readonly string[] {
  const { ids, others } = keysInUrl(url);
  const rows = body?.startsWith("{") === true ? usersIn(body) : [];
  const keys = rows.flatMap(({ id, external_id: externalId, email }) => [
    ...(id === undefined ? [] : [idKey(String(id))]),
    ...[externalId, email].filter((key) => typeof key === "string"),
  ]);
  return [...ids.map(idKey), ...others, ...keys].map((key) => key.toLowerCase());
}

function usersIn(body: string): readonly Readonly<Record<string, unknown>>[] {
  const { user, users = [] } = JSON.parse(body) as {
    user?: Readonly<Record<string, unknown>>;
    users?: readonly Readonly<Record<string, unknown>>[];
  };
  return user === undefined ? users : [user, ...users];
}

export function listed(list: string | null): readonly string[] {
  return list?.split(",") ?? [];
}
