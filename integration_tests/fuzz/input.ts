import * as fc from "fast-check";
import { brokenMessage, goodRecord, other, state } from "./messages.ts";

/** The input of one run of the connector. */
export interface FuzzInput {
  readonly bytes: Buffer;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Not UTF-8: a lone continuation, a truncated sequence, a surrogate, an overlong slash. */
const NO_UTF8 = [[0x80], [0xff], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xc0, 0xaf]].map((bytes) => Buffer.from(bytes));
/** A black box, which must come back unchanged. */
const stateThatIsNoUtf8 = fc
  .constantFrom(...NO_UTF8)
  .map((bytes) => Buffer.concat([Buffer.from('{"type":"STATE","state":{"data":"'), bytes, Buffer.from('"}}\n')]));

const mildLine = fc.oneof(
  { weight: 12, arbitrary: goodRecord.map(asLine) },
  { weight: 3, arbitrary: state.map(asLine) },
  { weight: 1, arbitrary: stateThatIsNoUtf8 },
  { weight: 2, arbitrary: other.filter((line) => line !== "{" && !/"(?:record|state)"/i.test(line)).map(asLine) },
);
const LAST_STATE = asLine('{"type":"STATE","state":{"type":"GLOBAL","global":{"stream_states":[]}}}');
const wildLine = fc.oneof(
  { weight: 8, arbitrary: goodRecord.map(asLine) },
  { weight: 4, arbitrary: state.map(asLine) },
  { weight: 1, arbitrary: stateThatIsNoUtf8 },
  { weight: 2, arbitrary: other.map(asLine) },
  { weight: 1, arbitrary: brokenMessage.map(asLine) },
);

function asLine(line: string): Buffer {
  return Buffer.from(`${line}\n`);
}

const ODD_BYTES = ["\n", "\r", "\r\n", "\u0000", '"', "\\", "{", "}", "\uFEFF", "\u2028", "\u0085"].map((text) =>
  Buffer.from(text),
);
type Damage = (bytes: Buffer, from: number, to: number) => Buffer;

const insertion = fc
  .oneof(fc.constantFrom(...ODD_BYTES, ...NO_UTF8), fc.uint8Array({ minLength: 1, maxLength: 5 }))
  .map(
    (added): Damage =>
      (bytes, from) =>
        Buffer.concat([bytes.subarray(0, from), added, bytes.subarray(from)]),
  );

const damage: fc.Arbitrary<Damage> = fc.oneof(
  insertion,
  fc.constant<Damage>((bytes, from, to) => Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])),
  fc.constant<Damage>((bytes, from, to) => Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])),
  fc.constant<Damage>((bytes, from) => bytes.map((byte, at) => (at === from ? byte ^ 0x20 : byte)) as Buffer),
  // The line loses its end and is joined with the next.
  fc.constant<Damage>((bytes) => bytes.subarray(0, -1)),
);

const share = fc.double({ min: 0, max: 1, noNaN: true });
const damagedLine = fc.tuple(wildLine, damage, share, share).map(([line, apply, first, second]) => {
  const [from = 0, to = 0] = [first, second].map((part) => Math.floor(part * line.length)).toSorted((a, b) => a - b);
  return Buffer.from(apply(line, from, Math.min(to, from + 60)));
});

const settings = fc.record(
  {
    null_handling: fc.constantFrom("ignore", "clear"),
    on_invalid_value: fc.constantFrom("reject_record", "drop_value"),
    tags_mode: fc.constantFrom("add", "replace", "remove"),
    organization_mode: fc.constantFrom("add", "replace"),
    email_change: fc.constantFrom("add_secondary", "make_primary", "ignore"),
    deleted_records: fc.constantFrom("ignore", "soft_delete"),
    allow_roles: fc.boolean(),
    skip_unchanged: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Either many lines that do not end a sync, or a few that may: half of the runs each. */
export const fuzzInput: fc.Arbitrary<FuzzInput> = fc
  .tuple(
    fc.oneof(
      fc.array(mildLine, { minLength: 1, maxLength: 250, size: "max" }).map((lines) => [...lines, LAST_STATE]),
      fc.array(fc.oneof({ weight: 9, arbitrary: wildLine }, { weight: 1, arbitrary: damagedLine }), {
        minLength: 1,
        maxLength: 60,
        size: "max",
      }),
    ),
    settings,
  )
  .map(([lines, chosen]) => ({
    bytes: Buffer.concat(lines),
    settings: chosen,
    /** For the report of a failure: the bytes one by one, as Latin-1. */
    [fc.toStringMethod](): string {
      return JSON.stringify({ settings: chosen, latin1: this.bytes.toString("latin1") });
    },
  }));
