import type { ZendeskTicket } from "../../../zendesk/resources/tickets.ts";
import type { Draft, WriteContext } from "../../object-type.ts";
import type { Rejection } from "../../rejection.ts";
import type { TicketsSettings } from "../tickets-settings.ts";
import { refuseOtherAuthor } from "./first-comment.ts";
import { refusePeople } from "./people-lists.ts";

/** Zendesk cuts longer comments without an error. */
const LONGEST_TEXT_BYTES = 65_535;

/** What Zendesk would cut or change silently. */
export function refuseTicket(
  draft: Draft<ZendeskTicket>,
  settings: Pick<TicketsSettings, "tickets_create">,
  context: Pick<WriteContext, "mode">,
): Rejection | undefined {
  const { values } = draft;
  const long = Object.keys(values).find((column) => hasLongText(values[column]));
  if (long !== undefined) {
    return {
      reason: "too_large",
      field: long,
      message: `A text in ${long} is longer than 64 kB, and Zendesk would cut it. Shorten it at the source.`,
    };
  }
  return refusePeople(draft) ?? refuseOtherAuthor(draft, settings, context);
}

function hasLongText(value: unknown): boolean {
  if (typeof value === "string") return Buffer.byteLength(value) > LONGEST_TEXT_BYTES;
  return typeof value === "object" && value !== null && Object.values(value).some(hasLongText);
}
