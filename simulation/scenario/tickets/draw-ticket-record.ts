import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { notesOf } from "../draw-people.ts";
import type { NamedUser, NamedUsers } from "../memberships/named-users.ts";
import { pick } from "../pick.ts";
import {
  type DrawnRecord,
  type Fields,
  FIRST_OF_FAULTY,
  type PersonSoFar,
  type StreamDraw,
  recordOf,
  wrongIdRecord,
} from "../record-of.ts";
import { VALUE_MARK } from "../value-mark.ts";
import { type TicketKeying, keysOfTicket } from "./draw-ticket-keys.ts";
import { UNKNOWN_PERSON } from "./draw-ticket-people.ts";
import { type TicketValueDraw, drawInvalidTicketValue, drawTicketValues } from "./draw-ticket-values.ts";

export interface TicketStreamDraw extends StreamDraw {
  readonly object: "tickets";
  readonly keying: TicketKeying;
  readonly values: TicketValueDraw;
  /** Whether some external ids belong to two tickets. */
  readonly hasTwins: boolean;
}

/** Zendesk would cut it: 2 bytes a letter. */
const TOO_LONG = `${VALUE_MARK} ${"é".repeat(32_768)}`;

/** Zendesk refuses longer ones. */
const LONGEST_EXTERNAL_ID = 255;

interface WrittenSoFar {
  readonly sofarOf: Map<string, PersonSoFar>;
  readonly users: NamedUsers;
}

export function drawTicketRecord(
  draw: TicketStreamDraw,
  serial: number,
  { sofarOf, users }: WrittenSoFar,
  random: SeededRandom,
): DrawnRecord {
  const { mode } = draw.stream;
  if (mode !== "delete" && random.happens(draw.faultyRate)) return faultyRecord(draw, serial, random);
  const early = mode !== "delete" && random.happens(0.02) ? users.drawUnwritten(random) : undefined;
  if (early) return earlyRecord(draw, serial, early, random);
  const ticket = pick(draw.people, random);
  const sofar = sofarOf.get(ticket) ?? { turn: 0, isKnown: false };
  sofarOf.set(ticket, sofar);
  const keys = keysOfTicket(draw, ticket, sofar.turn, random);
  sofar.turn += 1;
  const isDeletion = random.happens(draw.deletionRate);
  const values = isDeletion
    ? { held: { subject: notesOf(serial) }, sent: {} }
    : drawTicketValues(serial, draw.values, random);
  const user = mode !== "delete" && !isDeletion && random.happens(0.2) ? users.drawWritten(random) : undefined;
  const requester = user && !user.mayBeSuspended ? requestedBy(user) : undefined;
  const fields = { held: { ...keys, ...values.held, ...requester }, sent: { ...values.sent, ...requester } };
  return recordOf(
    draw,
    ticket,
    withSerial(fields, serial),
    { isDeletion, namedUser: requester && user?.person },
    random,
  );
}

/** Names a requester too early, for a ticket without any other record. */
function earlyRecord(draw: TicketStreamDraw, serial: number, user: NamedUser, random: SeededRandom): DrawnRecord {
  const ticket = `${draw.stream.configured.name}-${FIRST_OF_FAULTY + serial}`;
  const held = { ...keysOfTicket(draw, ticket, 0, random), subject: notesOf(serial), ...requestedBy(user) };
  const named = { namedUser: user.person, isTooEarly: true };
  return recordOf(draw, ticket, withSerial({ held, sent: {} }, serial), named, random);
}

function requestedBy({ externalId }: NamedUser): RecordData {
  return { requester: { external_id: externalId } };
}

/** Records that the connector or Zendesk refuses, each of a ticket without any other record. */
function faultyRecord(draw: TicketStreamDraw, serial: number, random: SeededRandom): DrawnRecord {
  const { key, mode } = draw.stream;
  const ticket = `${draw.stream.configured.name}-${FIRST_OF_FAULTY + serial}`;
  const keys = keysOfTicket(draw, ticket, 0, random);
  const subject = notesOf(serial);
  const missing = mode === "update" || key === "id" ? ["not_found"] : [];
  const refused = (fields: Fields, ...reasons: readonly string[]): DrawnRecord =>
    recordOf(draw, ticket, withSerial(fields, serial), { refusal: { by: "connector", reasons } }, random);
  switch (random.whole(6)) {
    case 0:
      return refused({ held: { subject }, sent: {} }, "missing_key");
    case 1: {
      const [field, value] = drawInvalidTicketValue(draw.values, random);
      const fields = { held: { ...keys, subject }, sent: { [field]: value } };
      if (draw.dropsInvalid) return recordOf(draw, ticket, withSerial(fields, serial), {}, random);
      return refused(fields, "invalid_value");
    }
    case 2:
      return refused({ held: { ...keys, priority: "low" }, sent: {} }, ...missing, "missing_required_field");
    case 3:
      return refused(
        { held: { ...keys, subject, requester: { email: UNKNOWN_PERSON } }, sent: { requester: UNKNOWN_PERSON } },
        "not_found",
      );
    case 4:
      return refused({ held: { ...keys, subject, comment: { body: TOO_LONG } }, sent: {} }, "too_large");
    default:
      if (key === "external_id") return tooLongKeyRecord(draw, ticket, serial, random);
      return wrongIdRecord(draw, ticket, withSerial({ held: { ...keys, subject }, sent: {} }, serial), random);
  }
}

function tooLongKeyRecord(draw: TicketStreamDraw, ticket: string, serial: number, random: SeededRandom): DrawnRecord {
  const external_id = `${VALUE_MARK}-${ticket}`.padEnd(LONGEST_EXTERNAL_ID + 1, "x");
  const reasons = [draw.stream.mode === "update" ? "not_found" : "zendesk_error"];
  const fields = withSerial({ held: { external_id, subject: notesOf(serial) }, sent: {} }, serial);
  return recordOf({ ...draw, keyShape: "plain" }, ticket, fields, { refusal: { by: "zendesk", reasons } }, random);
}

/** Tickets have no notes, so the column is left out. In a rejected record it shows which record that is. */
function withSerial({ held, sent }: Fields, serial: number): Fields {
  return { held, sent: { ...sent, notes: notesOf(serial) } };
}
