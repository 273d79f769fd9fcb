import { type LookupTargets, lookupTarget } from "../fields/lookup-target.ts";
import { type Json, type JsonObject, textOf } from "../json.ts";
import { checkedName } from "../records/checked-name.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { type StoredValues, withChanges } from "../records/stored-values.ts";
import type { CustomObject } from "./custom-object.ts";
import type { CustomRecord } from "./custom-record.ts";

/** Zendesk: a record has at most 32 kB. What it counts is not documented; here, its values as JSON. */
const LARGEST_RECORD = 32 * 1024;
/** In characters; assumed, as for other objects. */
const LONGEST_KEY = 255;

/** What is kept of who writes a record and when. */
export interface Writing {
  readonly author: string;
  readonly nowMs: number;
}

/**
 * Writes a record's body onto `target`, or creates one without a target. All or nothing: throws InvalidRecord before
 * anything is changed.
 */
export function writeRecord(
  account: LookupTargets,
  object: CustomObject,
  target: CustomRecord | undefined,
  body: JsonObject,
  { author, nowMs }: Writing,
): CustomRecord {
  const { records } = object;
  const name = newName(object, target, body);
  const externalId = textOf(body["external_id"]);
  checkKeys(object, target, name, externalId);
  const changes = object.fields.storedValues(body, lookupTarget(account));
  const values = withChanges(target?.values ?? {}, changes);
  checkRequired(object, target, changes);
  checkSize([name ?? target?.name ?? "", externalId ?? target?.externalId ?? "", values]);

  const record = target ?? records.create(author, nowMs);
  if (object.name.autonumbering !== undefined && target === undefined) records.rename(record, takeNumber(object));
  if (name !== undefined) records.rename(record, name);
  if (body["external_id"] !== undefined) records.setExternalId(record, externalId ?? null);
  record.values = values;
  records.touch(record, author, nowMs);
  return record;
}

/** The name to store; undefined when it stays, or when Zendesk makes it. */
function newName({ name: rule }: CustomObject, target: CustomRecord | undefined, body: JsonObject): string | undefined {
  if (rule.autonumbering === undefined) return checkedName(body, target === undefined, "cannot be blank");
  if (body["name"] === undefined) return undefined;
  throw new InvalidRecord("name", "InvalidValue", "Name: is not allowed because autonumbering is enabled");
}

function takeNumber(object: CustomObject): string {
  const { prefix, padding } = object.name.autonumbering ?? { prefix: "", padding: 0 };
  const number = String(object.nextNumber).padStart(padding, "0");
  object.nextNumber += 1;
  return `${prefix}${number}`;
}

function checkKeys(
  { name: rule, records }: CustomObject,
  target: CustomRecord | undefined,
  name: string | undefined,
  externalId: string | undefined,
): void {
  for (const [label, value] of [
    ["Name", name],
    ["External", externalId],
  ] as const) {
    if ((value?.length ?? 0) <= LONGEST_KEY) continue;
    const message = `${label}: is too long (maximum is ${LONGEST_KEY} characters)`;
    throw new InvalidRecord(label === "Name" ? "name" : "external_id", "TooLong", message);
  }
  const sameName = rule.isUnique && name !== undefined ? records.byName(name) : undefined;
  if (sameName !== undefined && sameName !== target) {
    throw new InvalidRecord("name", "DuplicateValue", `Name: ${name} has already been taken`);
  }
  const sameExternalId = externalId === undefined ? undefined : records.byExternalId(externalId);
  if (sameExternalId !== undefined && sameExternalId !== target) {
    throw new InvalidRecord("external_id", "DuplicateValue", `External: ${externalId} has already been taken`);
  }
}

/** A new record must have every required value; no update may empty one. */
function checkRequired({ fields }: CustomObject, target: CustomRecord | undefined, changes: StoredValues): void {
  for (const { key, title, isRequired, active } of fields.list) {
    if (!isRequired || !active) continue;
    const value = changes[key];
    const isLeft = value === undefined && target !== undefined;
    if (!isLeft && (value === undefined || value === null || value === "")) {
      throw new InvalidRecord(key, "BlankValue", `${title}: cannot be blank`);
    }
  }
}

function checkSize(values: readonly Json[]): void {
  if (Buffer.byteLength(JSON.stringify(values)) <= LARGEST_RECORD) return;
  throw new InvalidRecord("base", "TooLarge", "Record: is too large (maximum is 32 KB)");
}

/** The properties of a record that Zendesk accepts; `id` names it in bulk updates. */
export const RECORD_ATTRIBUTES: ReadonlySet<string> = new Set(["id", "name", "external_id", "custom_object_fields"]);
