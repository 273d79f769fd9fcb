/** A name that may be meant by another. */
export interface NearName {
  readonly name: string;
  /** Whether at most half of the given name would have to change. */
  readonly isNear: boolean;
}

/** The names, in order of the fewest edits, ignoring case and separators: `dryRun` is nearest to `dry_run`. */
export function byNearness(name: string, candidates: readonly string[]): readonly NearName[] {
  const given = bare(name);
  return candidates
    .map((candidate) => ({ name: candidate, edits: editDistance(given, bare(candidate)) }))
    .toSorted((a, b) => a.edits - b.edits)
    .map((candidate) => ({ name: candidate.name, isNear: candidate.edits <= given.length / 2 }));
}

function bare(name: string): string {
  return name
    .slice(0, 100)
    .toLowerCase()
    .replaceAll(/[\s_-]/g, "");
}

/** Levenshtein's distance: the insertions, deletions and replacements that turn one text into the other. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 0; row < from.length; row += 1) {
    const current = [row + 1];
    for (let column = 0; column < to.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (from[row] === to[column] ? 0 : 1);
      const deleted = (previous[column + 1] ?? 0) + 1;
      const inserted = (current[column] ?? 0) + 1;
      current.push(Math.min(replaced, deleted, inserted));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
