/** What must always hold. docs/reliability.md explains each invariant. */
export type Invariant =
  | "counted once"
  | "states in order"
  | "acknowledged means kept"
  | "rejected means not written"
  | "same as one by one"
  | "reported correctly"
  | "held no longer than needed"
  | "nothing changes"
  | "deletes within its limit"
  | "nothing printed"
  | "share of the limit"
  | "always ends"
  | "documented end";

/** An invariant does not hold. */
export class Violation extends Error {
  override readonly name = "Violation";
  readonly invariant: Invariant;
  /** How many records it concerns. */
  readonly records: number;

  constructor(invariant: Invariant, what: string, records = 1) {
    super(what);
    this.invariant = invariant;
    this.records = records;
  }
}
