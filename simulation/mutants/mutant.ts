/** A deliberate bug that must be found. */
export interface Mutant {
  readonly name: string;
  /** What is wrong, for people to read. */
  readonly bug: string;
  /** Below the repository's root. */
  readonly file: string;
  /** Text that occurs in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The test file that must fail, if no simulated sync can show the bug. */
  readonly test?: string;
}
