/** A number that is written with exactly these digits, as sources do whose numbers JavaScript does not have. */
export function rawNumber(digits: string): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node has it, TypeScript's library does not yet
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(digits);
}
