import { isJsonObject } from "airbyte-cdk-typescript";
import { readObject } from "./read-object.ts";

/** A line of a change log. */
export interface StoredChange {
  readonly object: string;
  readonly effect: "created" | "updated" | "deleted";
  readonly zendeskId: number | string | null;
  readonly doubt: string | null;
  /** In milliseconds, and the number among the changes of its sync. */
  readonly at: readonly [time: number, sequence: number];
  readonly fields: ReadonlyMap<string, { readonly before: unknown; readonly after: unknown }>;
}

/** Reads a line, or says why it is not a change: continues "The line …", without quoting it. */
export function readStoredChange(text: string): StoredChange | string {
  const line = readObject(text);
  if (typeof line === "string") return line;
  if ("would_be" in line) return "is about a dry run, which changed nothing";
  const { changed_at, doubt = null, effect, fields, object, sequence, zendesk_id: zendeskId = null } = line;
  const time = typeof changed_at === "string" ? Date.parse(changed_at) : NaN;
  if (!isEffect(effect) || typeof object !== "string" || typeof sequence !== "number" || Number.isNaN(time)) {
    return "is not a change";
  }
  const isDoubt = doubt === null || typeof doubt === "string";
  if (!isId(zendeskId) || !isJsonObject(fields) || !isDoubt) return "is not a change";
  const changes = Object.entries(fields).map(([field, change]) => {
    const { after = null, before = null } = isJsonObject(change) ? change : {};
    return [field, { before, after }] as const;
  });
  return { object, effect, zendeskId, doubt, at: [time, sequence], fields: new Map(changes) };
}

function isEffect(value: unknown): value is StoredChange["effect"] {
  return value === "created" || value === "updated" || value === "deleted";
}

function isId(value: unknown): value is StoredChange["zendeskId"] {
  return value === null || typeof value === "number" || typeof value === "string";
}
