import type { CustomObjectRecord } from "../../zendesk/resources/custom-object-records.ts";
import type { Draft, ObjectType } from "../object-type.ts";
import type { Rejection } from "../rejection.ts";
import { RecentlyCreated } from "../write/recently-created.ts";
import { refuseEach } from "../write/explain/rejections.ts";
import { toBody } from "./record-body.ts";

type CustomObject = ObjectType<CustomObjectRecord, never>;

/** Zendesk documents 32 kB for a record, and not what it counts. */
const LARGEST_RECORD = 32 * 1024;

/** What is odd about records of custom objects. */
export function quirksOf(): NonNullable<CustomObject["quirks"]> {
  const created = new RecentlyCreated();
  return {
    refuse: (drafts) => Promise.resolve(refuseEach(drafts, (draft) => (isTooLarge(draft) ? TOO_LARGE : undefined))),
    submit: async (action, drafts, _context, inBulk) => created.correct(await inBulk(action, drafts)),
    rejectionOf: ({ details }) => (/too large/i.test(details) ? TOO_LARGE : undefined),
  };
}

const TOO_LARGE: Rejection = {
  reason: "too_large",
  message:
    "The record has more than 32 kB, which is Zendesk's limit for records of custom objects. Shorten its values.",
};

/** The length of the row is close, and known. */
function isTooLarge({ row, values }: Draft): boolean {
  return row.byteLength > LARGEST_RECORD / 2 && Buffer.byteLength(JSON.stringify(toBody(values))) > LARGEST_RECORD;
}
