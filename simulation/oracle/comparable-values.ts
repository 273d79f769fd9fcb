/** The same text for the same values, in any order. */
export function sortedByName(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
