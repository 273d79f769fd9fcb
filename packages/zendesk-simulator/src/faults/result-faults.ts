import { type Json, type JsonObject, textOf } from "../json.ts";
import type { JobWork } from "../account/job-work.ts";
import type { Random } from "../random.ts";
import type { FaultKinds } from "./fault-kind.ts";

/** Unexpected results of a job that completed. All rows are applied. */
export const resultFaults = {
  "results-null": { hook: "job", summary: "completed with null results", strike: () => ({ showResults: () => null }) },
  "results-object": {
    hook: "job",
    summary: 'completed with the object {"success": true} as results',
    strike: () => ({ showResults: () => ({ success: true }) }),
  },
  "results-short": {
    hook: "job",
    summary: "completed without the results of the last third of the rows",
    strike: () => ({ showResults: (results) => results.slice(0, Math.floor((results.length * 2) / 3)) }),
  },
  "results-reordered-keyed": {
    hook: "job",
    summary: "completed with the results in another order, each with its row's external_id and email",
    strike: (_work, { random }) => ({ showResults: (results, work) => shuffled(keyed(results, work), random) }),
  },
  "results-reordered-unkeyed": {
    hook: "job",
    summary: "completed with the results in another order, without the keys of users",
    strike: (_work, { random }) => ({
      showResults: (results) =>
        shuffled(
          results.map(({ external_id: _id, email: _email, ...row }) => row),
          random,
        ),
    }),
  },
} as const satisfies FaultKinds;

function keyed(results: readonly JsonObject[], { rows }: JobWork): readonly JsonObject[] {
  return results.map((result, index) => {
    const { external_id, email } = rows[index] ?? {};
    const keys: Record<string, Json> = {};
    if (external_id !== undefined) keys["external_id"] = textOf(external_id) ?? null;
    if (email !== undefined) keys["email"] = email;
    return { ...result, ...keys };
  });
}

function shuffled(rows: readonly JsonObject[], random: Random): readonly JsonObject[] {
  return rows
    .map((row) => ({ row, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ row }) => row);
}
