import { isList, isObject, type Json, type JsonObject, textOf } from "../json.ts";
import { Refusal } from "../refusal.ts";

interface Kind {
  readonly what: string;
  isOf(value: Json): boolean;
}

const list: Kind = { what: "an array", isOf: isList };
const texts: Kind = {
  what: "an array",
  isOf: (value) => isList(value) && value.every((item) => textOf(item) !== undefined),
};
const object: Kind = { what: "an object", isOf: isObject };
const integer: Kind = { what: "an integer", isOf: (value) => /^\d+$/.test(textOf(value) ?? "") };

const kinds: ReadonlyMap<string, Kind> = new Map([
  ["tags", texts],
  ["additional_tags", texts],
  ["remove_tags", texts],
  ["identities", list],
  ["organization_ids", list],
  ["custom_fields", list],
  ["fields", list],
  ["comments", list],
  ["email_ccs", list],
  ["followers", list],
  ["comment", object],
  ["organization", object],
  ["user_fields", object],
  ["organization_fields", object],
  ["domain_names", texts],
  ["id", integer],
  ["organization_id", integer],
  ["requester_id", integer],
  ["submitter_id", integer],
  ["assignee_id", integer],
]);

/**
 * Zendesk checks the types of some properties before it does anything: the whole request is a 400, however many records
 * it holds. Null is of every type.
 */
export function checkTypes(records: readonly Json[]): void {
  for (const record of records) if (isObject(record)) checkRecord(record);
}

function checkRecord(record: JsonObject): void {
  for (const [name, value] of Object.entries(record)) {
    const kind = kinds.get(name);
    if (kind === undefined || value === undefined || value === null || kind.isOf(value)) continue;
    const message = `You passed an invalid value for the ${name} attribute. must be ${kind.what}`;
    throw new Refusal(400, { error: { title: "Invalid attribute", message } });
  }
}
