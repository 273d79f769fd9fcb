import type { AirbyteStateStats } from "./protocol.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Members {
  /** The position of each key's value. If a key occurs twice, the last one counts, as in every JSON parser. */
  readonly values: ReadonlyMap<string, Span>;
  /** After the last member, or after the opening brace. */
  readonly end: number;
}

/**
 * The line of a STATE with `destinationStats` set in its `state` object and all other bytes unchanged. A state is a
 * black box: the platform fails the sync if its own `id` is lost, and JSON.parse would change 12345678901234567890.
 * `line` must be valid JSON with an object under `state`.
 */
export function withDestinationStats(line: Buffer, stats: AirbyteStateStats): Buffer {
  const state = membersOf(line, skipSpace(line, 0)).values.get("state");
  if (state === undefined || line[state.start] !== OPEN_BRACE) throw new RangeError("the line has no state object");
  const members = membersOf(line, state.start);
  const present = members.values.get("destinationStats");
  if (present !== undefined) return splice(line, present, JSON.stringify(stats));
  const comma = members.values.size === 0 ? "" : ",";
  return splice(line, { start: members.end, end: members.end }, `${comma}"destinationStats":${JSON.stringify(stats)}`);
}

function splice(line: Buffer, { start, end }: Span, text: string): Buffer {
  return Buffer.concat([line.subarray(0, start), Buffer.from(text), line.subarray(end)]);
}

/** The members of the object whose opening brace is at `open`. */
function membersOf(json: Buffer, open: number): Members {
  const values = new Map<string, Span>();
  let end = open + 1;
  let at = skipSpace(json, end);
  while (json[at] === QUOTE) {
    const keyEnd = skipString(json, at);
    const key = String(JSON.parse(json.toString("utf8", at, keyEnd)));
    const start = skipSpace(json, skipSpace(json, keyEnd) + 1);
    end = skipValue(json, start);
    values.set(key, { start, end });
    at = skipSpace(json, end);
    at = json[at] === COMMA ? skipSpace(json, at + 1) : at;
  }
  return { values, end };
}

function skipSpace(json: Buffer, from: number): number {
  let at = from;
  while (json[at] === 0x20 || json[at] === 0x09 || json[at] === 0x0a || json[at] === 0x0d) at += 1;
  return at;
}

/** The end of the string whose opening quote is at `open`. */
function skipString(json: Buffer, open: number): number {
  let at = open + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

function skipValue(json: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  while (at < json.length) {
    const byte = json[at];
    if (byte === QUOTE) {
      at = skipString(json, at);
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
      at += 1;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      at += 1;
    } else {
      at = skipScalar(json, at);
    }
    if (depth === 0) return at;
    at = skipBetween(json, at);
  }
  return at;
}

function skipBetween(json: Buffer, from: number): number {
  let at = skipSpace(json, from);
  while (json[at] === COMMA || json[at] === 0x3a) at = skipSpace(json, at + 1);
  return at;
}

/** The end of a number, true, false or null. */
function skipScalar(json: Buffer, start: number): number {
  let at = start;
  while (at < json.length && !endsScalar(json[at])) at += 1;
  return at;
}

function endsScalar(byte: number | undefined): boolean {
  return byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || (byte !== undefined && byte <= 0x20);
}
