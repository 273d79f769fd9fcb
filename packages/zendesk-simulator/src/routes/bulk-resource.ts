import type { Account } from "../account/account.ts";
import { bodyObject, type Call, type Reply } from "../call.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { isObject, type JsonObject } from "../json.ts";
import { namesInQuery, requiredNames } from "../query-names.ts";
import { checkTypes } from "../records/check-types.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { unpermittedKeys } from "../records/unpermitted-keys.ts";
import { badRequest } from "../refusal.ts";
import { acceptJob } from "./accept-job.ts";
import { bulkRows, errorCode, type JobName, jobOf } from "./bulk-rows.ts";

/** A kind of record that `update_many` and `destroy_many` write. */
export interface BulkResource<Item extends { readonly id: number }> {
  /** In the body, `{"users": […]}` changes each in its own way, and `{"user": {…}}` all in the same way. */
  readonly many: "users" | "organizations";
  readonly one: "user" | "organization";
  readonly noun: "User" | "Organization";
  readonly updateJob: JobName;
  readonly deleteJob: JobName;
  readonly attributes: ReadonlySet<string>;
  fieldsOf(account: Account): FieldSet;
  named(account: Account, name: JsonObject): Item | undefined;
  /** Throws InvalidRecord. */
  write(call: Call, target: Item, change: JsonObject, nowMs: number): void;
  /** Throws InvalidRecord for one that cannot be deleted. */
  remove(account: Account, target: Item, nowMs: number): void;
}

/** A record that a row names, and what to write to it. */
interface UpdateRow {
  readonly name: JsonObject;
  readonly change: JsonObject;
}

const NO_ROW: UpdateRow = { name: {}, change: {} };

export function updateMany<Item extends { readonly id: number }>(call: Call, resource: BulkResource<Item>): Reply {
  const { account } = call;
  const { noun, many } = resource;
  const rows = updateRows(call, resource);
  const targetOf = (index: number) => resource.named(account, (rows[index] ?? NO_ROW).name);
  const write = (index: number, nowMs: number): JsonObject => {
    const target = targetOf(index);
    if (target === undefined) throw notFound(noun);
    resource.write(call, target, (rows[index] ?? NO_ROW).change, nowMs);
    return { id: target.id, action: "update", status: "Updated", success: true };
  };
  const failed = (index: number, error: InvalidRecord): JsonObject => {
    const id = targetOf(index)?.id;
    const code = errorCode(error, `${noun}UpdateFailed`);
    return { index, error: code, ...(id === undefined ? {} : { id }), details: error.message };
  };
  const sent = rows.map(({ name, change }) => ({ ...name, ...change }));
  const changes = rows.map(({ change }) => change);
  const unpermitted = unpermittedKeys(changes, many, resource.attributes, resource.fieldsOf(account));
  const warning = { controller: many, action: "update_many", unpermitted };
  return acceptJob(call, jobOf(resource.updateJob, sent, write, failed), warning);
}

/** The same change for all (`?ids=` or `?external_ids=`), or one for each, never both. */
function updateRows<Item extends { readonly id: number }>(
  call: Call,
  { many, one }: BulkResource<Item>,
): readonly UpdateRow[] {
  const named = namesInQuery(call);
  if (named === undefined) return bulkRows(call, many).map((row) => ({ name: row, change: row }));
  if (isObject(call.body) && call.body[many] !== undefined) {
    throw badRequest("InvalidParameters", `ids and external_ids cannot be combined with ${many}`);
  }
  const change = bodyObject(call, one);
  checkTypes([change]);
  return named.values.map((value) => ({ name: { [named.key]: value }, change }));
}

export function destroyMany<Item extends { readonly id: number }>(call: Call, resource: BulkResource<Item>): Reply {
  const { account } = call;
  const { key, values } = requiredNames(call);
  const names = values.map((value) => ({ [key]: value }));
  const targetOf = (index: number) => resource.named(account, names[index] ?? {});
  const write = (index: number, nowMs: number): JsonObject => {
    const target = targetOf(index);
    if (target === undefined) throw notFound(resource.noun);
    resource.remove(account, target, nowMs);
    return { id: target.id, action: "delete", status: "Deleted", success: true };
  };
  const failed = (index: number, error: InvalidRecord): JsonObject => {
    const id = targetOf(index)?.id ?? names[index]?.["id"];
    return { id, action: "delete", success: false, error: error.code, details: error.message };
  };
  return acceptJob(call, jobOf(resource.deleteJob, names, write, failed));
}

function notFound(noun: string): InvalidRecord {
  return new InvalidRecord("base", "RecordNotFound", `Couldn't find ${noun}`);
}
