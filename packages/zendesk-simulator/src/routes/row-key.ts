import { type JsonObject, textOf } from "../json.ts";

/** What a row of a job is called in the simulator's log. */
export function rowKey(row: JsonObject): string {
  return textOf(row["external_id"] ?? row["email"] ?? row["id"] ?? row["name"]) ?? "";
}
