/** What a state counts a written record as. */
export const EFFECTS = ["created", "updated", "deleted", "unchanged", "ignored"] as const;
export type Effect = (typeof EFFECTS)[number];

/** What happens to a record that is sent after all earlier ones: written, or rejected for one of these reasons. */
export type ReferenceOutcome = { readonly effect: Effect } | { readonly reasons: readonly string[] };

/** Everything that may happen to a record, as far as it can be known. */
export interface PossibleOutcomes {
  readonly effects: ReadonlySet<Effect>;
  /** Empty if the record must not be rejected. */
  readonly reasons: ReadonlySet<string>;
}
