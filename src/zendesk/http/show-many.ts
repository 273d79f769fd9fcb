import type { z } from "zod";
import type { Query, ZendeskClient } from "./client.ts";

/** Zendesk accepts at most this many ids in a list. */
const MAX_IDS = 100;
/** Zendesk documents no limit for URLs. Many servers and proxies stop at 8 kB. */
const MAX_ENCODED_LENGTH = 6000;

/** Splits ids into lists that each fit one request. */
function idLists(ids: readonly string[]): readonly string[] {
  const lists: string[][] = [];
  let length = Infinity;
  for (const id of ids) {
    const encoded = encodeURIComponent(id).length + 3;
    if (length + encoded > MAX_ENCODED_LENGTH || (lists.at(-1)?.length ?? 0) >= MAX_IDS) {
      lists.push([]);
      length = 0;
    }
    lists.at(-1)?.push(id);
    length += encoded;
  }
  return lists.map((list) => list.join(","));
}

interface ShowMany<Thing> {
  /** E.g. `/api/v2/users/show_many.json`. */
  readonly path: string;
  /** `ids`, `external_ids`, `filter[ids]` */
  readonly parameter: string;
  /** Further parameters. */
  readonly query?: Query;
  /** Must not contain a comma, which would split it in two. */
  readonly values: readonly string[];
  readonly answer: z.ZodType<readonly Thing[]>;
  /** Polls have priority over writes when requests per minute are scarce. */
  readonly kind?: "poll";
  readonly signal?: AbortSignal;
}

/** The things with these ids or external ids, 100 per request, without unknown ones. */
export async function showMany<Thing>(
  client: ZendeskClient,
  { parameter, query, values, ...request }: ShowMany<Thing>,
): Promise<readonly Thing[]> {
  const found: Thing[] = [];
  for (const list of idLists(values)) {
    const { body } = await client.request({ ...request, method: "GET", query: { ...query, [parameter]: list } });
    found.push(...body);
  }
  return found;
}
