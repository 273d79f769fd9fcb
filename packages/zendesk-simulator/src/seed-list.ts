import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import { badRequest } from "./refusal.ts";

/** What tests seed an account with comes in lists of objects. */
export function listed(value: Json | undefined): readonly JsonObject[] {
  if (isList(value) && value.every((item) => isObject(item))) return value;
  throw badRequest("InvalidSeed", "A JSON list of objects is expected");
}
