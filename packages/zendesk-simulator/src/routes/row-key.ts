import { type JsonObject, textOf } from "../json.ts";

/** The name of a job's row in the simulator's log. */
export function rowKey(row: JsonObject): string {
  return textOf(row["external_id"] ?? row["email"] ?? row["id"] ?? row["name"]) ?? "";
}
