import type { ZendeskTicket } from "../../../zendesk/resources/tickets.ts";
import type { Draft } from "../../object-type.ts";
import type { Rejection } from "../../rejection.ts";
import { EMAIL_CCS, FOLLOWERS } from "./ticket-relations.ts";

/** Zendesk cuts longer comments without an error. */
const LONGEST_TEXT_BYTES = 65_535;

/** What Zendesk would cut silently. */
export function refuseTicket({ held, values }: Draft<ZendeskTicket>): Rejection | undefined {
  const long = Object.keys(values).find((column) => hasLongText(values[column]));
  if (long !== undefined) {
    return {
      reason: "too_large",
      field: long,
      message: `A text in ${long} is longer than 64 kB, and Zendesk would cut it. Shorten it at the source.`,
    };
  }
  if (total(values["email_cc_ids"], held?.email_cc_ids) > EMAIL_CCS.most) return tooMany(EMAIL_CCS, "email CCs");
  return total(values["follower_ids"], held?.follower_ids) > FOLLOWERS.most
    ? tooMany(FOLLOWERS, "followers")
    : undefined;
}

function total(ids: unknown, held: readonly number[] = []): number {
  return new Set<unknown>([...held, ...(Array.isArray(ids) ? ids : [])]).size;
}

function tooMany({ field, most }: typeof EMAIL_CCS | typeof FOLLOWERS, people: string): Rejection {
  return {
    reason: "invalid_value",
    field,
    message: `Adding the record's ${people} would give the ticket more than ${most}. Remove some in Zendesk or in the record.`,
  };
}

function hasLongText(value: unknown): boolean {
  if (typeof value === "string") return Buffer.byteLength(value) > LONGEST_TEXT_BYTES;
  return typeof value === "object" && value !== null && Object.values(value).some(hasLongText);
}
