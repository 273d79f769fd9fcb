import type { ZendeskTicket } from "../../../zendesk/resources/tickets.ts";
import type { Draft } from "../../object-type.ts";
import type { Rejection } from "../../rejection.ts";
import { refusePeople } from "./people-lists.ts";

/** Zendesk cuts longer comments without an error. */
const LONGEST_TEXT_BYTES = 65_535;

/** What Zendesk would cut silently. */
export function refuseTicket(draft: Draft<ZendeskTicket>): Rejection | undefined {
  const { values } = draft;
  const long = Object.keys(values).find((column) => hasLongText(values[column]));
  if (long !== undefined) {
    return {
      reason: "too_large",
      field: long,
      message: `A text in ${long} is longer than 64 kB, and Zendesk would cut it. Shorten it at the source.`,
    };
  }
  return refusePeople(draft);
}

function hasLongText(value: unknown): boolean {
  if (typeof value === "string") return Buffer.byteLength(value) > LONGEST_TEXT_BYTES;
  return typeof value === "object" && value !== null && Object.values(value).some(hasLongText);
}
