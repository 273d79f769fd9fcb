import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import { idKey } from "./users/user-keys.ts";

const OF_ONE_USER = /^\/api\/v2\/users\/(\d+)\//;

/** The users named in the URL of a request. */
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

/** The keys by which a request names users in its URL or body, in lower case. */
export function keysInRequest(url: URL, body: string | undefined): readonly string[] {
  const { ids, others } = keysInUrl(url);
  const rows = [...rowsIn(body, "user"), ...rowsIn(body, "users")];
  const keys = rows.flatMap(({ id, external_id: externalId, email }) => [
    ...(id === undefined ? [] : [idKey(String(id))]),
    ...[externalId, email].filter((key) => typeof key === "string"),
  ]);
  return [...ids.map(idKey), ...others, ...keys].map((key) => key.toLowerCase());
}

/** The objects in this field of a request's body: a list, or a single one. */
export function rowsIn(body: string | undefined, field: string): readonly Readonly<Record<string, unknown>>[] {
  if (body?.startsWith("{") !== true) return [];
  const { [field]: rows = [] } = JSON.parse(body) as Readonly<Record<string, RecordData | readonly RecordData[]>>;
  return [rows].flat();
}

export function listed(list: string | null): readonly string[] {
  return list?.split(",") ?? [];
}

export function isObject(value: unknown): value is RecordData {
  return typeof value === "object" && value !== null;
}
