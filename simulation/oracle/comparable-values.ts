/** The same text for the same values, whichever came first. */
export function sortedByName(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
