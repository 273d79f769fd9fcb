import { isList, isObject, type Json, parseExactly } from "../json.ts";
import type { Random } from "../random.ts";
import { isJsonAnswer, jsonAnswer } from "./fault-answer.ts";
import type { FaultKinds } from "./fault-kind.ts";
import { withAddressesElsewhere } from "./off-origin.ts";

const MEGABYTE = 1024 * 1024;
const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

/**
 * HTTP allows everything in it in a header: a tab, quotes, the bytes of a terminal's escape in Latin-1, an
 * encoded end of line, and a text that looks like a line of a protocol.
 */
const STRANGE_ID = 'id"\t\u009B31m%0d%0aset-cookie:%20a=b {"type":"STATE"}';

function* jsonOfMegabytes(megabytes: number): Generator<string> {
  const filler = `${" ".repeat(65_535)}\n`;
  yield '{"users":[';
  for (let sent = 0; sent < megabytes * MEGABYTE; sent += filler.length) yield filler;
  yield "]}";
}

function* withoutEnd(): Generator<string> {
  yield "{";
  for (;;) yield " ";
}

/** As text: `JSON.stringify` cannot write such deep nesting. */
function withDeepMember(object: string): string {
  const rest = object.slice(1);
  return `{"nested":${"[".repeat(100_000)}${"]".repeat(100_000)}${rest === "}" ? "" : ","}${rest}`;
}

function withPrototypeKeys(value: Json | undefined): Json | undefined {
  if (isList(value)) return value.map((item) => withPrototypeKeys(item) ?? null);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, withPrototypeKeys(member)] as const);
  // In an object made from entries, `__proto__` is an ordinary property.
  return Object.fromEntries([
    ["__proto__", { polluted: true }],
    ["constructor", { prototype: { polluted: true } }],
    ...members,
  ]);
}

function manyHeaders(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`x-padding-${index}`, "a".repeat(500)]));
}

function ownId(prefix: string, random: Random): { id: string } {
  return { id: `${prefix}${random.hex(16)}` };
}

/** A hostile server: it wants memory, time, or a credential. */
export const hostileFaults = {
  "huge-body": {
    hook: "before",
    summary: "200 and 64 MB of JSON",
    strike: () => ({ status: 200, headers: JSON_TYPE, body: "", chunks: jsonOfMegabytes(64) }),
  },
  "huge-header": {
    hook: "before",
    summary: "200 with one header of 1 MB",
    strike: () => jsonAnswer(200, {}, { "x-padding": "a".repeat(MEGABYTE) }),
  },
  "many-headers": {
    hook: "before",
    summary: "200 with 2,000 headers, 1 MB in all",
    strike: () => jsonAnswer(200, {}, manyHeaders()),
  },
  "slow-loris": {
    hook: "before",
    summary: "200 and one byte a second, without end",
    strike: () => ({ status: 200, headers: JSON_TYPE, body: "", chunks: withoutEnd(), bytesPerSecond: 1 }),
  },
  "off-origin-urls": {
    hook: "after",
    summary: "every address in an answer leads to another host",
    concerns: isJsonAnswer,
    strike: (answer, request, { redirectTarget }) => withAddressesElsewhere(answer, request, redirectTarget),
  },
  "strange-request-id": {
    hook: "after",
    summary: "an x-request-id with odd characters, like those used to forge headers or log lines",
    strike: (answer) => ({ ...answer, headers: { ...answer.headers, "x-request-id": STRANGE_ID } }),
  },
  "deep-json": {
    hook: "after",
    summary: "an answer with a list nested 100,000 levels deep",
    concerns: isJsonAnswer,
    strike: (answer) => ({ ...answer, body: withDeepMember(answer.body) }),
  },
  "prototype-keys": {
    hook: "after",
    summary: "an answer with __proto__ and constructor among the keys of each object",
    concerns: isJsonAnswer,
    strike: (answer) => ({ ...answer, body: JSON.stringify(withPrototypeKeys(parseExactly(answer.body))) }),
  },
  "job-id-path": {
    hook: "job",
    summary: "a job whose id looks like a path: ../../users/…",
    strike: (_work, { random }) => ownId("../../users/", random),
  },
  "job-id-ampersand": {
    hook: "job",
    summary: "a job whose id contains & and #",
    strike: (_work, { random }) => ownId("a&ids=b#", random),
  },
  "job-id-comma": {
    hook: "job",
    summary: "a job whose id contains a comma, so that show_many cannot find it",
    strike: (_work, { random }) => ownId("a,b,", random),
  },
} as const satisfies FaultKinds;
