/** A number written with exactly these digits, as by sources with numbers that JavaScript does not have. */
export function rawNumber(digits: string): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node has it, TypeScript's library does not yet
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(digits);
}
