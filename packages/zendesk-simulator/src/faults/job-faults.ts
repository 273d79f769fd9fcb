import type { FaultKinds } from "./fault-kind.ts";

const MINUTE_MS = 60_000;

/** The fate of a job that was accepted. */
export const jobFaults = {
  "job-left-out-at-first": {
    hook: "job",
    summary: "show_many leaves the job out of its first 2 answers, and a single request is a 404",
    strike: () => ({ missing: { polls: 2, showMany: "leaves_out" } }),
  },
  "job-not-found-at-first": {
    hook: "job",
    summary: "the first 2 polls that ask for the job are 404 RecordNotFound as a whole",
    strike: () => ({ missing: { polls: 2, showMany: "not_found" } }),
  },
  "job-gone-applied": {
    hook: "job",
    summary: "no poll ever finds the job, and all its rows are applied",
    strike: () => ({ missing: { polls: Infinity, showMany: "leaves_out" } }),
  },
  "job-gone-unapplied": {
    hook: "job",
    summary: "no poll ever finds the job, and none of its rows is applied",
    strike: () => ({ missing: { polls: Infinity, showMany: "leaves_out" }, applied: "none" }),
  },
  "job-failed": {
    hook: "job",
    summary: "the job fails, and none of its rows is applied",
    strike: () => ({ end: "failed", applied: "none" }),
  },
  "job-failed-half-applied": {
    hook: "job",
    summary: "the job fails after half of its rows",
    strike: () => ({ end: "failed", applied: "first_half" }),
  },
  "job-killed-half-applied": {
    hook: "job",
    summary: "the job is killed after half of its rows",
    strike: () => ({ end: "killed", applied: "first_half" }),
  },
  "job-aborted-half-applied": {
    hook: "job",
    summary: "the job is aborted after half of its rows",
    strike: () => ({ end: "aborted", applied: "first_half" }),
  },
  "job-failed-by-duplicates": {
    hook: "job",
    summary: "a job that names a record twice fails, and none of its rows is applied",
    concerns: ({ rowKeys }) => new Set(rowKeys).size < rowKeys.length,
    strike: () => ({ end: "failed", applied: "none" }),
  },
  "job-processing": {
    hook: "job",
    summary: "the job's status is processing instead of working for a minute",
    strike: () => ({ statusAtWork: "processing", workMs: MINUTE_MS }),
  },
  "job-unknown-status": {
    hook: "job",
    summary: "the job's rows are applied, and its status stays an unknown one forever",
    strike: () => ({ end: "unknown" }),
  },
  "job-slow-drip": {
    hook: "job",
    summary: "the job's progress creeps up for ten minutes",
    strike: () => ({ workMs: 10 * MINUTE_MS }),
  },
  "job-ghost": {
    hook: "job",
    summary: "the job is accepted, the answer is lost, and the job runs 2 to 8 minutes later",
    strike: (_work, { random }) => ({ delayMs: random.between(2, 8) * MINUTE_MS, isAnswerLost: true }),
  },
} as const satisfies FaultKinds;
