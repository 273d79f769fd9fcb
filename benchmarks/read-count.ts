/** A whole number from the command line. Throws for anything else, and for a number below `least`. */
export function readCount(
  text: string | undefined,
  { least, otherwise }: { readonly least: number; readonly otherwise: number },
): number {
  if (text === undefined) return otherwise;
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new Error(`Give a whole number of at least ${least}, not ${text}.`);
}
