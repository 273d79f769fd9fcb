/** A bug put in on purpose, which must be found. */
export interface Mutant {
  readonly name: string;
  /** What is wrong with it, for people. */
  readonly bug: string;
  /** Below the repository's root. */
  readonly file: string;
  /** Text that is in the file once. */
  readonly find: string;
  readonly replace: string;
  /** The test file that must fail, of a bug that no simulated sync can show. */
  readonly test?: string;
}
