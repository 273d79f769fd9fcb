import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { drawMode, drawPeople, drawRates } from "../draw-frame.ts";
import type { KeyShape } from "../draw-keys.ts";
import { drawShape } from "../draw-shape.ts";
import { type StreamLimits, configuredStream } from "../draw-stream.ts";
import { pick } from "../pick.ts";
import { VALUE_MARK } from "../value-mark.ts";
import { type TicketKeying, keysOfTicket } from "./draw-ticket-keys.ts";
import type { TicketStreamDraw } from "./draw-ticket-record.ts";
import type { SeededTickets } from "./seeded-tickets.ts";

/** As many email CCs as a ticket can have. */
const CROWD = Array.from({ length: 48 }, (_, index) => ({ user_email: `${VALUE_MARK}.crowd.${index}@example.com` }));

export function drawTicketStream(limits: StreamLimits, random: SeededRandom): TicketStreamDraw {
  const { name, settings, tickets } = limits;
  const mode = drawMode(random);
  const keying = pick<TicketKeying>(
    [
      ...(["external_id", "external_id", "external_id"] as const),
      // A deletion of one of two tickets decides whether the other one's key is ambiguous.
      mode === "delete" ? "external_id" : "cases",
      pick(["id", "id_and_external_id"], random),
    ],
    random,
  );
  const key = keying === "id" || keying === "id_and_external_id" ? "id" : "external_id";
  const isImport = settings["tickets_create"] !== "live";
  const mayBeMapped = mode === "upsert" && isImport;
  const shape = drawShape({ object: "tickets", hasRoles: false, mayBeMapped, isById: key === "id" }, random);
  const isKeyChosen = mode !== "upsert" || key === "id";
  const stream = configuredStream({ object: "tickets", name, mode, key, shape, isKeyChosen }, random);
  const hasDeletions = mode === "upsert" && settings["deleted_records"] !== undefined;
  const people = drawPeople(limits, [1, 2, 4, 20], random);
  return {
    object: "tickets",
    stream,
    keying,
    keyShape: drawKeyShape(keying, random),
    idOf: (ticket) => tickets.idOf(ticket),
    shape,
    values: {
      isRich: random.happens(0.4),
      clears: settings["null_handling"] === "clear",
      isImport,
      closes: random.happens(0.3),
      mayNameTwoAuthors: isImport || limits.isCalm,
    },
    hasTwins: keying === "external_id" && random.happens(0.2),
    people,
    dropsInvalid: settings["on_invalid_value"] === "drop_value",
    deletionRate: hasDeletions && keying !== "cases" && keying !== "id_and_external_id" ? 0.08 : 0,
    ...drawRates(random),
  };
}

function drawKeyShape(keying: TicketKeying, random: SeededRandom): KeyShape {
  if (keying === "cases" || random.happens(0.5)) return "plain";
  return pick(["padded", "odd", "comma", "number", "float"], random);
}

/** Some of the stream's tickets already exist. */
export function seedTicketsOf(draw: TicketStreamDraw, seeded: SeededTickets, random: SeededRandom): void {
  const { hasTwins, people, stream, values } = draw;
  const rate = stream.mode === "upsert" && stream.key !== "id" ? 0.2 : 0.7;
  const crowded = random.happens(0.1) ? pick(people, random) : undefined;
  for (const ticket of people) {
    if (ticket !== crowded && !random.happens(rate)) continue;
    const keys = keysOfTicket({ ...draw, keying: "external_id" }, ticket, 0, random);
    const tags = random.happens(0.3) ? [`${VALUE_MARK}-tag-a`, `${VALUE_MARK}-tag-old`] : [];
    const comments = random.happens(0.5) ? [{ body: `${VALUE_MARK} any news?` }] : [];
    const status = values.closes && random.happens(0.1) ? "closed" : "open";
    const email_ccs = ticket === crowded ? CROWD : [];
    const body = { subject: `${VALUE_MARK} was ${ticket}`, ...keys, status, tags, comments, email_ccs };
    seeded.add(body, ticket);
    const twin = `twin of ${ticket}`;
    if (hasTwins && random.happens(0.2)) seeded.add({ subject: `${VALUE_MARK} ${twin}`, ...keys }, twin);
  }
}
