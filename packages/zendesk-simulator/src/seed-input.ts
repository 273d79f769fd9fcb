import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import { InvalidRecord } from "./records/invalid-record.ts";
import { badRequest, Refusal } from "./refusal.ts";

/** Tests put records into an account as lists of objects. */
export function listed(value: Json | undefined): readonly JsonObject[] {
  if (isList(value) && value.every((item) => isObject(item))) return value;
  throw badRequest("InvalidSeed", "A JSON list of objects is expected");
}

/** Refuses the request for what Zendesk would not store. `what` names the item: "User 3". */
export function validated<Item>(what: string, write: () => Item): Item {
  try {
    return write();
  } catch (error) {
    if (error instanceof InvalidRecord) throw new Refusal(422, { error: `${what}: ${error.message}` });
    throw error;
  }
}
