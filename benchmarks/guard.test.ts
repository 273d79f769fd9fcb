import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { measureAllocation } from "./guard-allocation.ts";
import { type Figures, measureBuild, measureSyncs } from "./guard-figures.ts";

const COMMITTED = new URL("guard.json", import.meta.url);
/** What other changes may add by chance. A count of less than 20 has none. */
const TOLERANCE = 1.05;

// They do not depend on the machine, and none of them is a time.
test("no figure of the build or of two syncs has grown since benchmarks/guard.json was written", async () => {
  const figures: Figures = {
    ...(await measureBuild()),
    ...(await measureSyncs()),
    ...(await measureAllocation()),
  };
  if (process.env["GUARD"] !== undefined) console.table(figures);
  if (process.env["GUARD"] === "write") writeFileSync(COMMITTED, `${JSON.stringify(figures, null, 2)}\n`);
  const committed: Figures = JSON.parse(readFileSync(COMMITTED, "utf8"));
  // If the growth is intended: npm run bench -- guard --write.
  expect(grown(figures, committed)).toEqual([]);
  expect(Object.keys(figures)).toEqual(Object.keys(committed));
});

function grown(figures: Figures, committed: Figures): readonly string[] {
  return Object.entries(figures).flatMap(([name, figure]) => {
    const limit = Math.floor((committed[name] ?? 0) * TOLERANCE);
    return figure > limit ? `${name}: ${figure}, at most ${limit}` : [];
  });
}
