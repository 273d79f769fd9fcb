import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import type { KeyShape } from "../draw-keys.ts";
import { drawShape } from "../draw-shape.ts";
import { type StreamLimits, configuredStream } from "../draw-stream.ts";
import { pick } from "../pick.ts";
import type { Mode } from "../scenario.ts";
import { VALUE_MARK } from "../value-mark.ts";
import { type TicketKeying, keysOfTicket } from "./draw-ticket-keys.ts";
import type { TicketStreamDraw } from "./draw-ticket-record.ts";
import type { SeededTickets } from "./seeded-tickets.ts";

export function drawTicketStream(limits: StreamLimits, random: SeededRandom): TicketStreamDraw {
  const { name, records, settings, tickets } = limits;
  const mode = pick<Mode>(["upsert", "upsert", "upsert", "upsert", "update", "insert", "delete"], random);
  const keying = pick<TicketKeying>(
    ["external_id", "external_id", "external_id", "cases", pick(["id", "id_and_external_id"], random)],
    random,
  );
  const key = keying === "id" || keying === "id_and_external_id" ? "id" : "external_id";
  const shape = drawShape(
    { object: "tickets", hasRoles: false, mayBeMapped: mode === "upsert", isById: key === "id" },
    random,
  );
  const isKeyChosen = mode !== "upsert" || key === "id";
  const stream = configuredStream({ object: "tickets", name, mode, key, shape, isKeyChosen }, random);
  const hasDeletions = mode === "upsert" && settings["deleted_records"] !== undefined;
  const count = Math.max(1, Math.ceil(records / pick([1, 2, 4, 20], random)));
  return {
    object: "tickets",
    stream,
    keying,
    keyShape: drawKeyShape(keying, random),
    idOf: (ticket) => tickets.idOf(ticket),
    shape,
    values: { isRich: random.happens(0.4), clears: settings["null_handling"] === "clear" },
    people: Array.from({ length: count }, (_, index) => `${name}-${index}`),
    dropsInvalid: settings["on_invalid_value"] === "drop_value",
    // A deletion of one of two tickets decides whether the other one's key is ambiguous.
    deletionRate: hasDeletions && keying !== "cases" && keying !== "id_and_external_id" ? 0.08 : 0,
    faultyRate: random.happens(0.5) ? 0 : random.next() * 0.2,
    noiseRate: random.happens(0.1) ? 0.05 : 0,
  };
}

function drawKeyShape(keying: TicketKeying, random: SeededRandom): KeyShape {
  if (keying === "cases" || random.happens(0.5)) return "plain";
  return pick(["padded", "odd", "comma", "number", "float"], random);
}

/** Some of the stream's tickets already exist. */
export function seedTicketsOf(draw: TicketStreamDraw, seeded: SeededTickets, random: SeededRandom): void {
  const { people, stream } = draw;
  const rate = stream.mode === "upsert" && stream.key !== "id" ? 0.2 : 0.7;
  for (const ticket of people) {
    if (!random.happens(rate)) continue;
    const { id: _own, ...keys } = keysOfTicket({ ...draw, keying: "external_id" }, ticket, 0, random);
    const tags = random.happens(0.3) ? [`${VALUE_MARK}-tag-a`, `${VALUE_MARK}-tag-old`] : [];
    const comments = random.happens(0.5) ? [{ body: `${VALUE_MARK} any news?` }] : [];
    seeded.add({ subject: `${VALUE_MARK} was ${ticket}`, status: "open", ...keys, tags, comments }, ticket);
  }
}
