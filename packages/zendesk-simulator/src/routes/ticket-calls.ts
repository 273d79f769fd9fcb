import type { Call } from "../call.ts";
import { isObject, type JsonObject } from "../json.ts";
import { checkSimulated } from "../tickets/ticket-attributes.ts";
import type { StoredUser } from "../users/stored-user.ts";
import type { Unpermitted } from "./accept-job.ts";
import { bulkRows } from "./bulk-rows.ts";

/** The caller, in whose name tickets and comments are written. */
export function actorOf({ actor }: Call): StoredUser {
  if (actor === undefined) throw new Error("Tickets cannot be written anonymously");
  return actor;
}

/** The tickets of a bulk request. */
export function ticketRows(call: Call): readonly JsonObject[] {
  const rows = bulkRows(call, "tickets");
  checkSimulated(rows);
  return rows;
}

/** `root` is the request's name for the tickets: "tickets" or "ticket". */
export function ticketWarning(
  rows: readonly JsonObject[],
  root: string,
  action: string,
  attributes: ReadonlySet<string>,
): Unpermitted {
  const keys = rows.filter((row) => isObject(row)).flatMap((row) => Object.keys(row));
  const unknown = new Set(keys.filter((key) => !attributes.has(key)));
  return { controller: "tickets", action, unpermitted: [...unknown].map((key) => `${root}.${key}`) };
}
