import type { JobFate } from "../account/job-fate.ts";
import type { JobWork } from "../account/job-work.ts";
import type { JsonObject } from "../json.ts";
import type { FaultKinds, FaultTools } from "./fault-kind.ts";
import { inSpanish } from "./spanish.ts";

/** Nothing of the row is applied; sent again, it may succeed. */
function conflict(index: number): JsonObject {
  return { index, error: "DatabaseConflict", details: "Database collision", status: "Failed", success: false };
}

/** One random row fails, so that a job without any mistake has a failed row too. */
function withConflict({ total }: JobWork, { random }: FaultTools): JobFate {
  const unlucky = Math.floor(random.next() * total);
  return { failedRow: (index) => (index === unlucky ? conflict(index) : undefined) };
}

function reshaped(reshape: (failed: JsonObject, index: number) => JsonObject): JobFate {
  return {
    showResults: (results) => results.map((row, index) => (row["error"] === undefined ? row : reshape(row, index))),
  };
}

/** Rows that fail because of others, or that are reported as in other accounts. */
export const rowFaults = {
  "row-conflict": {
    hook: "job",
    summary: "a row fails with DatabaseConflict, because another job holds the same user",
    strike: withConflict,
  },
  "failed-rows-index-in-id": {
    hook: "job",
    summary: "a row fails with DatabaseConflict, and every failed row has its index in `id`",
    strike: (work, tools) => ({
      ...withConflict(work, tools),
      ...reshaped(({ index: _index, ...row }, index) => ({ ...row, id: index })),
    }),
  },
  "failed-rows-with-index": {
    hook: "job",
    summary: "a row fails with DatabaseConflict, and every failed row has its index in `index`",
    strike: (work, tools) => ({
      ...withConflict(work, tools),
      ...reshaped(({ id, ...row }, index) => ({ ...row, ...(id === index ? {} : { id }), index })),
    }),
  },
  "failed-rows-without-index": {
    hook: "job",
    summary: "a row fails with DatabaseConflict, and no failed row says which one it is",
    strike: (work, tools) => ({
      ...withConflict(work, tools),
      ...reshaped(({ index: _index, id: _id, ...row }) => row),
    }),
  },
  "failed-rows-localized": {
    hook: "job",
    summary: "a row fails with DatabaseConflict, and every failed row has its details in Spanish",
    strike: (work, tools) => ({
      ...withConflict(work, tools),
      ...reshaped((row) => ({ ...row, details: inSpanish(String(row["details"])) })),
    }),
  },
} as const satisfies FaultKinds;
