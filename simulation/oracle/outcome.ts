/** What a state counts a written record as. */
export const EFFECTS = ["created", "updated", "deleted", "unchanged", "ignored"] as const;
export type Effect = (typeof EFFECTS)[number];

/** What becomes of a record that is sent when all before it are done: written, or rejected for any of these reasons. */
export type ReferenceOutcome = { readonly effect: Effect } | { readonly reasons: readonly string[] };

/** All that may become of a record, as far as anybody can know. */
export interface PossibleOutcomes {
  readonly effects: ReadonlySet<Effect>;
  /** Empty for a record that must not be rejected. */
  readonly reasons: ReadonlySet<string>;
}
