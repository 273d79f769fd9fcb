import { joinAll } from "../text/join-all.ts";
import type { ChangedThing } from "./changed-things.ts";

/** What becomes of a thing that a sync changed. */
export interface Verdict {
  readonly thing: ChangedThing;
  /** The record that undoes the changes; undefined: there is nothing to do, or it is left alone. */
  readonly record?: { readonly action: "update" | "delete"; readonly data: Readonly<Record<string, unknown>> };
  /** What people need to know: why all or some of it is left as it is. Continues "user 123 …". */
  readonly note?: string;
}

export function changedSince(thing: ChangedThing, fields: readonly string[]): Verdict {
  return { thing, note: `was left alone: ${joinAll(fields)} changed since the sync` };
}
