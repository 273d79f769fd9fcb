import { z } from "zod";
import type { Query, ZendeskClient } from "./client.ts";
import { ZendeskListError } from "./errors.ts";

/** The position of a page in a list; if it is missing, the page is the only one. */
export const pageMeta = z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).optional();

interface Page {
  readonly meta?: z.output<typeof pageMeta>;
}

interface List<Found extends Page> {
  /** E.g. `/api/v2/user_fields.json`. */
  readonly path: string;
  readonly query?: Query;
  readonly answer: z.ZodType<Found>;
  /** The most pages that are possible. A list with more counts as endless. */
  readonly maxPages: number;
  /** The size of the next page; if undefined, as many as Zendesk returns. */
  readonly pageSize?: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** Things that Zendesk returns at once. */
export const LARGEST_PAGE = 100;

/** The pages of a list, by cursor. Throws `ZendeskListError` if they repeat or do not end. */
export async function* readPages<Found extends Page>(
  client: ZendeskClient,
  { path, query, answer, maxPages, pageSize = () => LARGEST_PAGE, signal }: List<Found>,
): AsyncGenerator<Found> {
  const request = { method: "GET", path, answer, ...(signal && { signal }) } as const;
  const cursors = new Set<string>();
  for (let after: string | undefined; ;) {
    const cursor = after === undefined ? {} : { "page[after]": after };
    const size = { "page[size]": String(pageSize()) };
    const { body } = await client.request({ ...request, query: { ...query, ...size, ...cursor } });
    yield body;
    if (body.meta?.has_more !== true) return;
    after = body.meta.after_cursor ?? undefined;
    if (after === undefined) throw new ZendeskListError(request, "it has more pages, but no address for them");
    if (cursors.has(after)) throw new ZendeskListError(request, "its pages repeat");
    cursors.add(after);
    if (cursors.size >= maxPages) throw new ZendeskListError(request, `it has more than ${maxPages} pages`);
  }
}
