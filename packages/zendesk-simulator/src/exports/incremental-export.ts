import type { Call, Route } from "../call.ts";
import { badRequest } from "../refusal.ts";
import type { ExportedItem, ExportedKind } from "./exported-kinds.ts";

const LARGEST_PAGE = 1000;

/** By time: the next page begins at the second of the last item, which therefore comes again. */
export function exportByTime<Item extends ExportedItem>(kind: ExportedKind<Item>): Route["handle"] {
  return (call) => {
    const start = startTime(call);
    const size = pageSize(call);
    const items = changedSince(kind.all(call), start * 1000);
    const last = items.slice(0, size).at(-1);
    const end = last === undefined ? start : secondOf(last);
    // Items of one second are never torn apart, or the next page would begin with the same ones forever.
    const shown = items.filter((item, index) => index < size || secondOf(item) === end);
    return {
      body: {
        [kind.key]: shown.map((item) => kind.view(call, item)),
        count: shown.length,
        end_time: end,
        end_of_stream: shown.length === items.length,
        next_page: address(call, { start_time: String(end), per_page: String(size) }),
      },
    };
  };
}

/** By cursor, which names the last item: nothing comes twice. */
export function exportByCursor<Item extends ExportedItem>(kind: ExportedKind<Item>): Route["handle"] {
  return (call) => {
    const given = call.query.get("cursor");
    const size = pageSize(call);
    const after = given === null ? undefined : readCursor(given);
    const items = changedSince(kind.all(call), after?.updatedAt ?? startTime(call) * 1000);
    const left = after === undefined ? items : items.filter((item) => isAfter(item, after));
    const shown = left.slice(0, size);
    const cursor = cursorOf(shown.at(-1) ?? after);
    return {
      body: {
        [kind.key]: shown.map((item) => kind.view(call, item)),
        after_url: cursor === null ? null : address(call, { cursor, per_page: String(size) }),
        before_url: null,
        after_cursor: cursor,
        before_cursor: null,
        end_of_stream: shown.length === left.length,
      },
    };
  };
}

/** In the order of the changes. */
function changedSince<Item extends ExportedItem>(items: Iterable<Item>, sinceMs: number): readonly Item[] {
  const changed = [...items].filter(({ updatedAt }) => updatedAt >= sinceMs);
  return changed.toSorted((a, b) => a.updatedAt - b.updatedAt || a.id - b.id);
}

function isAfter(item: ExportedItem, { updatedAt, id }: ExportedItem): boolean {
  return item.updatedAt > updatedAt || (item.updatedAt === updatedAt && item.id > id);
}

function secondOf({ updatedAt }: ExportedItem): number {
  return Math.floor(updatedAt / 1000);
}

function startTime({ query }: Call): number {
  const text = query.get("start_time") ?? "";
  if (/^\d+$/.test(text)) return Number(text);
  throw badRequest("InvalidValue", "start_time: must be a Unix time in seconds");
}

function pageSize({ query }: Call): number {
  const size = Number(query.get("per_page") ?? LARGEST_PAGE);
  if (size >= 1) return Math.min(size, LARGEST_PAGE);
  throw badRequest("InvalidPaginationParameter", "per_page is not valid");
}

function cursorOf(item: ExportedItem | undefined): string | null {
  return item === undefined ? null : Buffer.from(`${item.updatedAt}|${item.id}`).toString("base64url");
}

function readCursor(cursor: string): ExportedItem {
  const [updatedAt = Number.NaN, id = Number.NaN] = Buffer.from(cursor, "base64url").toString().split("|").map(Number);
  if (Number.isFinite(updatedAt) && Number.isFinite(id)) return { updatedAt, id };
  throw badRequest("InvalidValue", "cursor: is not valid");
}

function address({ endpoint, origin }: Call, parameters: Readonly<Record<string, string>>): string {
  const [, path = ""] = endpoint.split(" ", 2);
  return `${origin}${path}.json?${new URLSearchParams(parameters).toString()}`;
}
