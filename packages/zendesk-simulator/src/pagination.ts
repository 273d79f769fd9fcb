import type { Call, Reply } from "./call.ts";
import type { Json, JsonObject } from "./json.ts";
import { badRequest } from "./refusal.ts";

const LARGEST_PAGE = 100;
/** The last item that offset pagination reaches. */
const DEEPEST_ITEM = 10_000;

export const CURSOR_PARAMETERS = ["page[size]", "page[after]"] as const;
export const PAGE_PARAMETERS = [...CURSOR_PARAMETERS, "page", "per_page"] as const;

/**
 * A list in Zendesk's pagination: by cursor when the client sends `page[size]` or `page[after]`, else by offset
 * (`page`, `per_page`).
 */
export function page<Item>(call: Call, key: string, items: readonly Item[], view: (item: Item) => Json): Reply {
  const { query } = call;
  const isByCursor = query.has("page[size]") || query.has("page[after]");
  return { body: (isByCursor ? cursorPage : numberedPage)(call, key, items, view) };
}

/** For lists that know cursors only. */
export function cursorPage<Item>(
  call: Call,
  key: string,
  items: readonly Item[],
  view: (item: Item) => Json,
  largest = LARGEST_PAGE,
): JsonObject {
  const { query } = call;
  const size = Number(query.get("page[size]") ?? LARGEST_PAGE);
  if (!(size >= 1 && size <= largest)) throw badRequest("InvalidPaginationParameter", "page[size] is not valid");
  const start = startAfter(query.get("page[after]"), items, view);
  const end = Math.min(start + size, items.length);
  const hasMore = end < items.length;
  const viewed = items.slice(start, end).map(view);
  const cursor = Buffer.from(`${end} ${idOf(viewed.at(-1))}`).toString("base64url");
  return {
    [key]: viewed,
    meta: { has_more: hasMore, after_cursor: end > start ? cursor : null, before_cursor: null },
    links: {
      prev: null,
      next: hasMore ? address(call, { "page[size]": String(size), "page[after]": cursor }) : null,
    },
  };
}

/**
 * Where the page after the cursor begins. A cursor names an item, so the page stays where it is when items before it are
 * deleted. If the item itself is gone, the page begins at the next greater id.
 */
function startAfter<Item>(cursor: string | null, items: readonly Item[], view: (item: Item) => Json): number {
  const [end = "", id = ""] = Buffer.from(cursor ?? "", "base64url")
    .toString()
    .split(" ");
  for (let place = Math.min(Number(end), items.length); place > 0; place -= 1) {
    if (idOf(view(items[place - 1] as Item)) === id) return place;
  }
  const next = id === "" ? 0 : items.findIndex((item) => isGreater(idOf(view(item)), id));
  return next === -1 ? items.length : next;
}

function isGreater(one: string, other: string): boolean {
  return one.localeCompare(other, "en", { numeric: true }) > 0;
}

/** Empty for an item without an id. */
function idOf(item: Json | undefined): string {
  const id = typeof item === "object" && item !== null && "id" in item ? item["id"] : "";
  return String(id);
}

/** For lists that know numbers of pages only. */
export function numberedPage<Item>(
  call: Call,
  key: string,
  items: readonly Item[],
  view: (item: Item) => Json,
): JsonObject {
  const size = Math.min(LARGEST_PAGE, Number(call.query.get("per_page") ?? LARGEST_PAGE));
  const number = Number(call.query.get("page") ?? 1);
  const start = (number - 1) * size;
  if (!(size >= 1 && start >= 0)) throw badRequest("InvalidPaginationParameter", "page or per_page is not valid");
  if (start + size > DEEPEST_ITEM) {
    throw badRequest("InvalidPaginationDepth", `Page ${number} goes beyond ${DEEPEST_ITEM} records; use cursors`);
  }
  const neighbour = (other: number) => address(call, { page: String(other), per_page: String(size) });
  return {
    [key]: items.slice(start, start + size).map(view),
    next_page: start + size < items.length ? neighbour(number + 1) : null,
    previous_page: number > 1 ? neighbour(number - 1) : null,
    count: items.length,
  };
}

function address(call: Call, parameters: Record<string, string>): string {
  const [, path = ""] = call.endpoint.split(" ", 2);
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(parameters)) query.set(name, value);
  return `${call.origin}${path}.json?${query.toString()}`;
}
