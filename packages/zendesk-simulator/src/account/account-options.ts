import type { AcceptedJob, EndedJob } from "./job.ts";
import type { JobLimitReading } from "./job-limit.ts";
import type { RateHeaderFamily } from "./rate-header-family.ts";

export type Role = "admin" | "agent" | "end-user";

/** What the account is like. */
export interface AccountOptions {
  /** Decides job times, job ids and the tokens that are minted. */
  readonly seed: number;
  /** Role of the user whose credentials the simulator hands out. */
  readonly role: Role;
  /** 0: unlimited, and no rate headers. */
  readonly requestsPerMinute: number;
  readonly rateHeaders: readonly RateHeaderFamily[];
  /** What other clients of the account take of its limit, spread evenly over the minute. */
  readonly otherRequestsPerMinute: number;
  /** How long a job waits before a worker takes it. */
  readonly jobDelaySeconds: { readonly min: number; readonly max: number };
  /** A worker's time for one row. */
  readonly rowMilliseconds: number;
  /** 0.25: a job's working time is drawn from 75–125 % of rows × rowMilliseconds. */
  readonly rowJitter: number;
  readonly workers: number;
  /** The job limit; one job more is answered 429 TooManyJobs. 0: unlimited. */
  readonly jobsInFlight: number;
  /** What the job limit counts: jobs queued or running in the account, or calls per 60 seconds and endpoint. */
  readonly jobLimitReading: JobLimitReading;
  /** Jobs beyond this number vanish, oldest first, as if their day were over. */
  readonly jobsKept: number;
  /** POST users/create_or_update, per account. 0: unlimited. */
  readonly singleUpsertsPerSecond: number;
  /** PUT users/{id} and POST users/create_or_update, per user. 0: unlimited. */
  readonly updatesPerMinutePerUser: number;
  /** Bulk user creation is answered 403, as in accounts that have not asked Zendesk for it. */
  readonly importsDisabled: boolean;
  /** Whether the external id and the addresses of a deleted user stay taken; Zendesk does not document it. */
  readonly deletedUsersKeepKeys: boolean;
  /** In characters of path and query; a longer one is answered 414. 0: unlimited. */
  readonly longestUrl: number;
  /** Of tokens minted without `expires_in`. */
  readonly tokenLifetimeSeconds: number;
  /** Scopes the OAuth client may ask for. Empty: any that Zendesk knows. */
  readonly allowedScopes: readonly string[];
  /** How far searches are behind: new records are missing, changed ones are found by and shown with old values. */
  readonly searchDelaySeconds: number;
  /** The account's setting "Validate user phone numbers": E.164 or 422. */
  readonly validatePhoneNumbers: boolean;
  /** Called with each job that the account takes, and with each that ends, as it happens. */
  readonly onJobAccepted?: (job: AcceptedJob) => void;
  readonly onJobApplied?: (job: EndedJob) => void;
}
