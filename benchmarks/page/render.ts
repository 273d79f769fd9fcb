import { readFileSync, writeFileSync } from "node:fs";
import { replaceSection } from "../../testing/documents/sections.ts";
import { goalsTable } from "./goal.ts";
import { goalsOf } from "./goals.ts";
import { plansTable, realTable, usualTable } from "./limit-tables.ts";
import { PICTURES } from "./pictures.ts";
import { type AllResults, readAllResults } from "./results.ts";
import {
  imageTable,
  memoryTable,
  paceTable,
  pipelineTable,
  podsTable,
  requestsTable,
  startTable,
  streamsTable,
} from "./tables.ts";

const DOCS = new URL("../../docs/", import.meta.url);
const PAGE = "performance.md";

/** The parts of the page that come from results. */
const SECTIONS: Readonly<Record<string, (results: AllResults) => string>> = {
  goals: (results) => goalsTable(goalsOf(results)),
  "limit-usual": usualTable,
  "limit-real": realTable,
  "limit-plans": plansTable,
  requests: requestsTable,
  start: startTable,
  image: imageTable,
  pipeline: pipelineTable,
  memory: memoryTable,
  pace: paceTable,
  streams: streamsTable,
  pods: podsTable,
};

/** The texts of docs/performance.md and of the pictures as the results say they must be, by their paths in docs/. */
export function renderAll(): ReadonlyMap<string, string> {
  const results = readAllResults();
  let page = readFileSync(new URL(PAGE, DOCS), "utf8");
  for (const [name, textOf] of Object.entries(SECTIONS)) page = replaceSection(page, name, textOf(results));
  const pictures = Object.entries(PICTURES).map(([name, draw]): [string, string] => [
    `pictures/${name}.svg`,
    draw(results),
  ]);
  return new Map([[PAGE, page], ...pictures]);
}

/** Writes the page and its pictures from the results in `benchmarks/results/`. */
export async function benchPage(): Promise<boolean> {
  for (const [file, text] of renderAll()) writeFileSync(new URL(file, DOCS), text);
  return true;
}
