import type { Account } from "../account/account.ts";
import type { JobWork } from "../account/job-work.ts";
import { endpointOf, type SimulatorRequest } from "../wire.ts";
import { jsonAnswer } from "./fault-answer.ts";
import type { FaultKinds, FaultTools } from "./fault-kind.ts";

const USUAL_JOBS_IN_FLIGHT = 30;
const IMPORTS = /^\/api\/v2\/users\/create(?:_or_update)?_many/;
const BULK = /^\/api\/v2\/(?:\w+\/(?:create|create_or_update|update|destroy)_many|custom_objects\/\w+\/jobs)/;

/** The jobs of other integrations; the first looks like a client's own. */
const OTHERS_WORK: readonly Pick<JobWork, "jobType" | "jobClass" | "activity">[] = [
  { jobType: "Bulk Update User", jobClass: "UserBulkUpdateJobV2", activity: "Updating User" },
  { jobType: "Bulk Create Ticket", jobClass: "TicketBulkCreateJob", activity: "Creating Ticket" },
  { jobType: "Bulk Delete Organization", jobClass: "OrganizationBulkDeleteJob", activity: "Deleting Organization" },
];

/** Faults caused by others in the account, or by what its owner has not allowed. */
export const accountFaults = {
  "token-expired": {
    hook: "meanwhile",
    summary: "the OAuth tokens minted so far expire: 401 invalid_token",
    concerns: ({ headers }, account) => account.credentials.isMinted(headers["authorization"]),
    strike: (account) => account.credentials.expireMinted(),
  },
  "token-revoked": {
    hook: "meanwhile",
    summary: "the request's credentials are revoked permanently: 401 Couldn't authenticate you",
    concerns: ({ headers }) => headers["authorization"] !== undefined,
    strike: (account, { headers }) => account.credentials.revoke(headers["authorization"] ?? ""),
  },
  "imports-not-permitted": {
    hook: "before",
    summary: "403 for bulk user creation, which Zendesk's support has not enabled",
    concerns: ({ method, path }) => method === "POST" && IMPORTS.test(path),
    strike: () => jsonAnswer(403, { error: "Forbidden", message: "Data imports are not enabled" }),
  },
  "too-many-jobs": {
    hook: "meanwhile",
    summary: "other integrations hold all job slots for up to 90 seconds: 429 TooManyJobs",
    concerns: findsFreeSlots,
    strike: (account, request, nowMs, tools) => occupySlots(account, request, nowMs, tools),
  },
  "too-many-jobs-retry-after": {
    hook: "meanwhile",
    summary: "the same, with Retry-After in the 429",
    concerns: findsFreeSlots,
    strike: (account, request, nowMs, tools) => occupySlots(account, request, nowMs, tools, 5),
  },
  "other-traffic": {
    hook: "meanwhile",
    summary: "other clients use four fifths of the minute's remaining requests, once a minute",
    concerns: ({ path }, { rateWindow }, nowMs) => path.startsWith("/api/") && rateWindow.isUndisturbed(nowMs),
    strike: (account, _request, nowMs) => account.rateWindow.takeByOthers(0.8, nowMs),
  },
} as const satisfies FaultKinds;

/** Others take no more slots while they hold some, so a client gets a turn even if the fault always strikes. */
function findsFreeSlots({ method, path }: SimulatorRequest, { jobs }: Account, nowMs: number): boolean {
  if (method === "GET" || !BULK.test(path) || jobs.isShared) return false;
  return jobs.freeSlots(endpointOf(method, path), nowMs) > 0;
}

function occupySlots(
  { jobs }: Account,
  { method, path }: SimulatorRequest,
  nowMs: number,
  { random }: FaultTools,
  retryAfterSeconds?: number,
): void {
  const endpoint = endpointOf(method, path);
  const slots = Math.min(jobs.freeSlots(endpoint, nowMs), USUAL_JOBS_IN_FLIGHT);
  for (let slot = 0; slot < slots; slot += 1) {
    const work = OTHERS_WORK[slot % OTHERS_WORK.length];
    if (work === undefined) continue;
    const ofOthers: JobWork = { ...work, total: 100, rows: [], rowKeys: [], run: () => ({}) };
    jobs.occupySlot(ofOthers, endpoint, nowMs, nowMs + random.between(5, 90) * 1000, retryAfterSeconds);
  }
}
