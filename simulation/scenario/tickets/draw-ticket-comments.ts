import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { VALUE_MARK } from "../value-mark.ts";
import { drawTicketPerson } from "./draw-ticket-people.ts";

/** A comment or a list of comments: as sent, and in Zendesk's terms. */
interface DrawnComments<Held> {
  readonly sent: unknown;
  readonly held: Held;
}

const MAX_COMMENTS = 4;
const DAY_MS = 24 * 60 * 60_000;
const PAST = Date.UTC(2020, 0, 2, 3, 4, 5);

/** Some texts occur in several records: a ticket has such a comment once from each author. */
export function drawComment(serial: number, random: SeededRandom): DrawnComments<RecordData> {
  const text = random.happens(0.2) ? `${VALUE_MARK} any news?` : `${VALUE_MARK} <comment> of ${serial}\n& more`;
  return commentOf(text, random);
}

/** The past of a ticket: its comments, the oldest first, and in most cases when they were written. */
export function drawPast(
  serial: number,
  random: SeededRandom,
): { readonly sent: RecordData; readonly held: RecordData } {
  const isDated = random.happens(0.7);
  const comments = Array.from({ length: 1 + random.whole(MAX_COMMENTS) }, (_, index) => {
    const { held, sent } = commentOf(`${VALUE_MARK} comment ${index} of ${serial}`, random);
    if (!isDated) return { held, sent };
    const dated = { created_at: pastTime(serial + index + 1) };
    return { held: { ...held, ...dated }, sent: { ...(typeof sent === "string" ? { body: sent } : sent), ...dated } };
  });
  const sent = comments.map((comment) => comment.sent);
  const times = isDated && {
    created_at: pastTime(serial),
    ...(random.happens(0.5) && { updated_at: pastTime(serial + MAX_COMMENTS + 2) }),
    ...(random.happens(0.5) && { solved_at: pastTime(serial + MAX_COMMENTS + 1) }),
  };
  return {
    held: { comments: comments.map(({ held }) => held), ...times },
    sent: { comments: random.happens(0.5) ? JSON.stringify(sent) : sent, ...times },
  };
}

function pastTime(days: number): string {
  return new Date(PAST + days * DAY_MS).toISOString();
}

function commentOf(
  body: string,
  random: SeededRandom,
): { readonly sent: string | RecordData; readonly held: RecordData } {
  if (random.happens(0.5)) return { sent: body, held: { body } };
  const author = random.happens(0.5) ? drawTicketPerson(random) : undefined;
  const isPrivate = random.happens(0.3) && { public: false };
  return {
    sent: { body, ...isPrivate, ...(author && { author: author.sent }) },
    held: { body, ...isPrivate, ...(author && { author: author.held }) },
  };
}
