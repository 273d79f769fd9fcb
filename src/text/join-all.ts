/** `a`, `a and b`, `a, b, and c`. The last comma keeps words that contain "and" apart. */
export function joinAll(words: readonly string[]): string {
  return new Intl.ListFormat("en-US").format(words);
}
