import type { JsonObject } from "../json.ts";
import type { Job } from "./job.ts";

/** A job as the API shows it at a moment: results only when it has ended (none of 26 recorded working jobs had any). */
export function jobStatus(job: Job, nowMs: number, origin: string): JsonObject {
  const { id, work, startAt, finishAt, ended } = job;
  const shown = { id, job_type: work.jobType, url: `${origin}/api/v2/job_statuses/${id}.json`, total: work.total };
  if (ended !== undefined) return { ...shown, progress: ended.rowsApplied, ...ending(job), results: ended.results };
  if (nowMs < startAt) return { ...shown, progress: null, status: "queued", message: null, results: null };
  const progress = Math.floor((work.total * (nowMs - startAt)) / (finishAt - startAt));
  const status = job.fate.statusAtWork ?? "working";
  return { ...shown, progress, status, message: `${work.activity} #${progress}`, results: null };
}

function ending({ fate, finishAt }: Job): { status: string; message: string | null } {
  switch (fate.end ?? "completed") {
    case "failed":
      return { status: "failed", message: "The job failed. Please try again later." };
    case "killed":
    case "aborted":
      return { status: fate.end ?? "killed", message: null };
    case "unknown":
      return { status: "suspended", message: null };
    case "completed":
      return {
        status: "completed",
        message: `Completed at ${new Date(finishAt).toISOString().slice(0, 19).replace("T", " ")} +0000`,
      };
  }
}
