import type { CustomObject } from "../custom-objects/custom-object.ts";
import type { CustomRecord } from "../custom-objects/custom-record.ts";
import { writeRecord } from "../custom-objects/write-record.ts";
import { type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import type { Account } from "./account.ts";

/** A record named by `id`, `external_id` or `name`, in this order. */
type RecordName = JsonObject;

/** What somebody else does to a record of the custom object with this key. */
export type RecordChange =
  | { readonly action: "create_record"; readonly object: string; readonly change: JsonObject }
  | {
      readonly action: "update_record";
      readonly object: string;
      readonly record: RecordName;
      readonly change: JsonObject;
    }
  | { readonly action: "delete_record"; readonly object: string; readonly record: RecordName };

/** A record that was changed, and its object. */
export interface ChangedRecord {
  readonly object: CustomObject;
  readonly record: CustomRecord;
}

/** With the rights of the account's owner. Throws InvalidRecord. */
export function changeRecord(account: Account, change: RecordChange, nowMs: number): ChangedRecord {
  const object = account.customObjects.byKey(change.object);
  if (object === undefined) throw new InvalidRecord("base", "RecordNotFound", `No such object: ${change.object}`);
  const writing = { author: String(account.owner.id), nowMs };
  if (change.action === "create_record") {
    return { object, record: writeRecord(account, object, undefined, change.change, writing) };
  }
  const record = named(object, change.record);
  if (change.action === "delete_record") account.customObjects.deleteRecord(object, record, nowMs);
  else writeRecord(account, object, record, change.change, writing);
  return { object, record };
}

function named({ records }: CustomObject, name: RecordName): CustomRecord {
  const [id, externalId, text] = ["id", "external_id", "name"].map((key) => textOf(name[key]) ?? "");
  const found = records.byId(id ?? "") ?? records.byExternalId(externalId ?? "") ?? records.byName(text ?? "");
  if (found !== undefined) return found;
  throw new InvalidRecord("base", "RecordNotFound", `No such record: ${JSON.stringify(name)}`);
}
