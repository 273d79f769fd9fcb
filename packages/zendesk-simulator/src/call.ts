import type { Account } from "./account/account.ts";
import type { AccessToken } from "./account/credentials.ts";
import type { JobFate } from "./account/job-fate.ts";
import type { JobWork } from "./account/job-work.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import type { Role } from "./account/account-options.ts";
import { badRequest, tooManyValues } from "./refusal.ts";
import type { StoredUser } from "./users/stored-user.ts";

/** One request, as a route sees it. */
export interface Call {
  readonly account: Account;
  readonly nowMs: number;
  /** Method and path, without the query: "POST /api/v2/users/create_many". */
  readonly endpoint: string;
  /** Scheme and host that the client used; Zendesk's answers hold absolute addresses. */
  readonly origin: string;
  readonly query: URLSearchParams;
  /** The path's variables: `users/:id` gives `id`. */
  readonly params: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Json | undefined;
  /** The caller; undefined for an anonymous request where that is allowed. */
  readonly actor: StoredUser | undefined;
  /** The caller's role: agents may write end users only. */
  readonly writerRole: Role;
  readonly token: AccessToken | undefined;
  /** The fate of a job that the account is about to accept; undefined for a job that runs normally. */
  decideFate(work: JobWork): JobFate | undefined;
}

/** What a route answers with; 200 and JSON unless it says otherwise. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly chunks?: Iterable<string>;
}

export interface Route {
  readonly method: string;
  /** Without the leading slash and without `.json`; a segment that starts with a colon is a variable. */
  readonly path: string;
  readonly handle: (call: Call) => Reply;
  /** The query parameters that the route understands; any other is a 501. */
  readonly parameters?: readonly string[];
  /** Default "agent": agents and admins. "anyone" lets a request without credentials in. */
  readonly allowed?: "anyone" | "agent" | "admin";
}

/** The object at `key`, as in `{"user": {…}}`. */
export function bodyObject(call: Call, key: string): JsonObject {
  const value = isObject(call.body) ? call.body[key] : undefined;
  if (!isObject(value)) throw badRequest("ParameterMissing", `Required parameter missing: ${key}`);
  return value;
}

/** The list at `key`, as in `{"users": […]}`. */
export function bodyList(call: Call, key: string): readonly Json[] {
  const value = isObject(call.body) ? call.body[key] : undefined;
  if (!isList(value)) throw badRequest("ParameterMissing", `Required parameter missing: ${key}`);
  return value;
}

/** A comma-separated parameter of at most 100 values; undefined when it is absent. */
export function csvParameter(call: Call, name: string): readonly string[] | undefined {
  const values = call.query
    .get(name)
    ?.split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
  if (values !== undefined && values.length > 100) throw tooManyValues();
  return values;
}
