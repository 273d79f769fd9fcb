import type { CustomObjectRecord } from "../../zendesk/resources/custom-object-records.ts";
import type { Draft, ObjectType } from "../object-type.ts";
import type { Rejection } from "../rejection.ts";
import type { FieldValues, Row } from "../row.ts";
import { areMergeable } from "../write/merging.ts";
import { RecentlyCreated } from "../write/recently-created.ts";

type CustomObject = ObjectType<CustomObjectRecord, never>;

/** Zendesk documents 32 kB for a record, and not what it counts. */
const LARGEST_RECORD = 32 * 1024;

/** What is odd about records of custom objects. */
export function quirksOf(
  required: readonly string[],
  toBody: (values: FieldValues) => object,
): NonNullable<CustomObject["quirks"]> {
  const created = new RecentlyCreated();
  return {
    mergeable: (earlier, later) => areMergeableRecords(earlier, later, required),
    refuse: (drafts) => Promise.resolve(tooLarge(drafts, toBody)),
    submit: async (action, drafts, _context, inBulk) => created.correct(await inBulk(action, drafts)),
    rejectionOf: ({ details }) => (/too large/i.test(details) ? TOO_LARGE : undefined),
  };
}

/** A row that lacks, or empties, what creation needs can only update, so it must not borrow it from the other. */
function areMergeableRecords(earlier: Row, later: Row, required: readonly string[]): boolean {
  const isComplete = ({ values }: Row): boolean => required.every((column) => (values[column] ?? null) !== null);
  const after = later.values["external_id"];
  // External ids that differ in case are two records' ids.
  if (after !== undefined && after !== earlier.values["external_id"]) return false;
  if (!isComplete(earlier) || !isComplete(later)) return false;
  return areMergeable(earlier, later, { required, keys: ["name"], stepwise: [] });
}

const TOO_LARGE: Rejection = {
  reason: "too_large",
  message:
    "The record has more than 32 kB, which is Zendesk's limit for records of custom objects. Shorten its values.",
};

function tooLarge(drafts: readonly Draft[], toBody: (values: FieldValues) => object): ReadonlyMap<Row, Rejection> {
  return new Map(
    drafts.flatMap(({ row, values }) =>
      // The length of the row is close, and known.
      row.byteLength > LARGEST_RECORD / 2 && Buffer.byteLength(JSON.stringify(toBody(values))) > LARGEST_RECORD
        ? [[row, TOO_LARGE] as const]
        : [],
    ),
  );
}
