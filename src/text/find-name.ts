/** The wanted name itself, or the one that differs from it only in case. Undefined if several do. */
export function findName(wanted: string, names: readonly string[]): string | undefined {
  if (names.includes(wanted)) return wanted;
  const folded = wanted.toLowerCase();
  let found: string | undefined;
  for (const name of names) {
    if (name.length !== wanted.length || name.toLowerCase() !== folded) continue;
    if (found !== undefined) return undefined;
    found = name;
  }
  return found;
}
