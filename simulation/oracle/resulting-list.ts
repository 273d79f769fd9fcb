/** The result of `tags_mode` for the list in Zendesk and the record's list; undefined if the record has none. */
export function resultingList(held: readonly string[], given: unknown, mode: unknown): readonly string[] | undefined {
  if (!Array.isArray(given)) return undefined;
  const tags = given.map(String);
  if (mode === "replace") return tags;
  return mode === "remove" ? held.filter((tag) => !tags.includes(tag)) : [...new Set([...held, ...tags])];
}
