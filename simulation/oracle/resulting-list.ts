/** What `tags_mode` makes of a list that Zendesk holds and the one of a record; undefined for a record without one. */
export function resultingList(held: readonly string[], given: unknown, mode: unknown): readonly string[] | undefined {
  if (!Array.isArray(given)) return undefined;
  const tags = given.map(String);
  if (mode === "replace") return tags;
  return mode === "remove" ? held.filter((tag) => !tags.includes(tag)) : [...new Set([...held, ...tags])];
}
