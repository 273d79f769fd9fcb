import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { goalsOf } from "./benchmarks/page/goals.ts";
import { renderAll } from "./benchmarks/page/render.ts";
import { readAllResults } from "./benchmarks/page/results.ts";

const DOCS = new URL("docs/", import.meta.url);
const RENDERED = renderAll();

test.each([...RENDERED.keys()])("docs/%s is what the results say; `npm run bench -- page` writes it", (file) => {
  expect(readFileSync(new URL(file, DOCS), "utf8")).toBe(RENDERED.get(file));
});

test("docs/pictures/ has no picture that nothing draws, and the page shows each", () => {
  const files = globSync("pictures/*.svg", { cwd: DOCS }).toSorted();
  expect(files).toEqual([...RENDERED.keys()].filter((file) => file.endsWith(".svg")).toSorted());
  const shown = [...(RENDERED.get("performance.md") ?? "").matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(
    ([, file = ""]) => file,
  );
  expect(shown.toSorted()).toEqual(files);
});

test("each goal that is missed says what holds it and what was tried", () => {
  const unexplained = goalsOf(readAllResults()).filter(
    ({ holds, missedBy, tried }) => missedBy > 0 && (holds === "" || tried === ""),
  );
  expect(unexplained).toEqual([]);
});
