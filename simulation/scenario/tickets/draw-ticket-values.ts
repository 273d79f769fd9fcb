import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { notesOf } from "../draw-people.ts";
import type { DrawnValues } from "../draw-values.ts";
import { pick } from "../pick.ts";
import { rawNumber } from "../raw-number.ts";
import { VALUE_MARK } from "../value-mark.ts";
import { drawComment, drawPast } from "./draw-ticket-comments.ts";
import { drawTicketAgent, drawTicketPeople, drawTicketPerson } from "./draw-ticket-people.ts";

export interface TicketValueDraw {
  /** Whether there are values of every type, in notations that need a rule. */
  readonly isRich: boolean;
  /** Whether null empties a field. */
  readonly clears: boolean;
  /** Whether new tickets may have a past. */
  readonly isImport: boolean;
  /** Whether records close tickets, which can no longer be changed then. */
  readonly closes: boolean;
  /**
   * Whether a record may say who submits a ticket and who else writes its comment. A live ticket is not created so, but
   * it may have been when the record comes again after an interruption.
   */
  readonly mayNameTwoAuthors: boolean;
}

/** By field: values as they may be sent, and what they mean. */
const RICH_VALUES: Readonly<Record<string, readonly (readonly [unknown, unknown])[]>> = {
  priority: [
    ["High", "high"],
    ["low", "low"],
  ],
  type: [
    ["Question", "question"],
    ["task", "task"],
  ],
  // It has a status of its own, and wins over the record's.
  custom_status_id: [[rawNumber("6301800000666.0"), 6_301_800_000_666]],
  group: [
    ["billing", "Billing"],
    [{ name: "Support" }, "Support"],
  ],
  "custom_fields.Topic": [
    ["Refund", "refund"],
    ["DELIVERY", "delivery"],
  ],
  "custom_fields.Products": [
    ["Shoes; Hats", ["shoes", "hats"]],
    ["{shirts}", ["shirts"]],
  ],
  "custom_fields.Escalated": [
    ["yes", true],
    [0, false],
  ],
  "custom_fields.Purchase date": [["2024-02-29T23:30:00-05:00", "2024-02-29"]],
  "custom_fields.Items": [
    ["0042", 42],
    [rawNumber("42.0"), 42],
  ],
  "custom_fields.Order total": [
    [rawNumber("12.345"), 12.35],
    ["1e2", 100],
  ],
  "custom_fields.Return code": [["AB1234", "AB1234"]],
};

/** By field: values that its rule refuses. */
const INVALID_VALUES: readonly (readonly [string, unknown])[] = [
  ["status", `${VALUE_MARK} waiting`],
  ["priority", "very high"],
  ["comments", '[{"body": "'],
  ["comment", { text: VALUE_MARK }],
  ["email_ccs", Array.from({ length: 49 }, (_, index) => `${VALUE_MARK}.cc${index}@example.com`)],
  ["custom_fields.Topic", `${VALUE_MARK} other`],
  ["custom_fields.Items", `${VALUE_MARK}!`],
  ["custom_fields.Return code", "abc"],
];

const STATUSES: readonly (readonly [string, string])[] = [
  ["Open", "open"],
  ["pending", "pending"],
  ["HOLD", "hold"],
  ["solved", "solved"],
];

/** Fields that null may empty. */
const CLEARED = ["priority", "custom_fields.Order number", "custom_fields.Items"];

const TAGS = ["a", "b", "c"].map((tag) => `${VALUE_MARK}-tag-${tag}`);

const PAST_COLUMNS = ["comments", "created_at", "updated_at", "solved_at"];

/** Every field that values are drawn for. */
export const TICKET_VALUE_FIELDS: readonly string[] = [
  ...new Set([
    "subject",
    "status",
    "tags",
    "requester",
    "assignee",
    "submitter",
    "email_ccs",
    "comment",
    ...PAST_COLUMNS,
    ...CLEARED,
    ...Object.keys(RICH_VALUES),
  ]),
];

/** Columns that not every record has. The subject tells which record wrote a ticket last. */
export function drawTicketValues(
  serial: number,
  { clears, closes, isImport, isRich, mayNameTwoAuthors }: TicketValueDraw,
  random: SeededRandom,
): DrawnValues {
  const sent: Record<string, unknown> = { subject: notesOf(serial) };
  const held: Record<string, unknown> = { ...sent };
  const add = (field: string, drawn: { readonly sent: unknown; readonly held: unknown }): void => {
    sent[field] = drawn.sent;
    held[field] = drawn.held;
  };
  if (closes && random.happens(0.08)) held["status"] = "closed";
  else if (random.happens(0.4)) [sent["status"], held["status"]] = pick(STATUSES, random);
  if (random.happens(0.4)) add("requester", drawTicketPerson(random));
  if (random.happens(0.5)) add("comment", drawComment(serial, random));
  if (random.happens(0.3)) addPast(serial, isImport, { held, sent }, random);
  if (random.happens(0.3)) held["custom_fields.Order number"] = `${VALUE_MARK} order of ${serial}`;
  if (random.happens(0.3)) addTags(sent, held, random);
  if (!isRich) return { sent, held };
  if (random.happens(0.2)) add("assignee", drawTicketAgent(random));
  if (random.happens(0.2)) {
    const submitter = drawTicketPerson(random);
    if (mayNameTwoAuthors || held["comment"] === undefined) add("submitter", submitter);
  }
  if (random.happens(0.2)) add("email_ccs", drawTicketPeople(random));
  for (const [field, values] of Object.entries(RICH_VALUES)) {
    if (random.happens(0.3)) [sent[field], held[field]] = pick(values, random);
  }
  for (const field of CLEARED) {
    if (!random.happens(0.15)) continue;
    sent[field] = pick([null, null, "  "], random);
    if (clears) held[field] = null;
    else delete held[field];
  }
  return { sent, held };
}

/** What happened before the import. A ticket that exists keeps its own past, and so does one that is created live. */
function addPast(
  serial: number,
  isImport: boolean,
  { held, sent }: Record<"held" | "sent", Record<string, unknown>>,
  random: SeededRandom,
): void {
  const past = drawPast(serial, random);
  for (const [column, value] of Object.entries(past.sent)) sent[column] = value;
  if (isImport) for (const [column, value] of Object.entries(past.held)) held[column] = value;
}

function addTags(sent: Record<string, unknown>, held: Record<string, unknown>, random: SeededRandom): void {
  const tags = TAGS.filter(() => random.happens(0.5));
  held["tags"] = tags;
  sent["tags"] = tags.length > 0 && random.happens(0.3) ? tags.join("; ") : tags;
}

/** A value that must be refused, of a column that is written. */
export function drawInvalidTicketValue(
  { isImport }: TicketValueDraw,
  random: SeededRandom,
): readonly [field: string, value: unknown] {
  const written = isImport ? INVALID_VALUES : INVALID_VALUES.filter(([field]) => !PAST_COLUMNS.includes(field));
  return pick(written, random);
}
