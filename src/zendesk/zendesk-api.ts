import { authenticate } from "./http/authenticate.ts";
import type { Credentials } from "./http/authentication.ts";
import { BulkJobs } from "./jobs/bulk-job.ts";
import { type ClientObserver, ZendeskClient } from "./http/client.ts";
import { readClock } from "../time/clock.ts";
import type { HttpTransport } from "./http/http-transport.ts";
import { JobAdmission } from "./jobs/job-admission.ts";
import { JobSlots } from "./jobs/job-slots.ts";
import { JobPoller } from "./jobs/job-poller.ts";
import { RateLimiter } from "./rate-limit/rate-limiter.ts";
import { TokenScope } from "./http/token-scope.ts";
import { OrphanedJobs } from "./jobs/orphaned-jobs.ts";

interface ZendeskApiOptions {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** Share of the account's requests per minute, in percent. */
  readonly rateLimitPercent: number;
  /** Bulk jobs in flight at once, at most. */
  readonly maxConcurrentJobs: number;
  readonly transport: HttpTransport;
  readonly observer: ClientObserver;
  /** Whether a job of this type may be one that this connector left behind, and must wait for. */
  readonly isOwnJobType: (jobType: string) => boolean;
  /** A bulk job was accepted. */
  readonly onJob: () => void;
  readonly onToken: (token: string) => void;
  readonly onWarning: (message: string) => void;
  readonly random?: () => number;
  /** The `readClock` time by which every request must have ended, if someone is waiting. */
  readonly deadline?: number | undefined;
}

/** One Zendesk account, with what the objects need. */
export interface ZendeskApi {
  readonly client: ZendeskClient;
  readonly jobs: BulkJobs;
  readonly scope: TokenScope;
}

export function createZendeskApi(options: ZendeskApiOptions): ZendeskApi {
  const isBrief = options.deadline !== undefined;
  const rateLimiter = new RateLimiter(options.rateLimitPercent, options.observer, { ...options, isBrief });
  const transport = boundedTransport(options);
  const authentication = authenticate(options.credentials, { ...options, transport });
  const client = new ZendeskClient({
    baseUrl: options.baseUrl,
    transport,
    authentication,
    rateLimiter,
    observer: options.observer,
    random: options.random ?? Math.random,
    deadline: options.deadline,
  });
  const poller = new JobPoller(client, rateLimiter);
  const jobs = new BulkJobs({
    client,
    poller,
    admission: new JobAdmission(new JobSlots(options.maxConcurrentJobs, options.random), options.observer),
    orphans: new OrphanedJobs({ ...options, client, poller }),
    onSubmitted: options.onJob,
  });
  return { client, jobs, scope: new TokenScope(client, authentication, options.credentials) };
}

/** Limits each request to the time left until the deadline. */
function boundedTransport({ deadline, transport }: ZendeskApiOptions): HttpTransport {
  if (deadline === undefined) return transport;
  return (request) => {
    const leftMs = Math.max(1, deadline - readClock());
    return transport({ ...request, timeoutMs: Math.min(leftMs, request.timeoutMs ?? Infinity) });
  };
}
