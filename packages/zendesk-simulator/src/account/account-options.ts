import type { AcceptedJob, EndedJob } from "./job.ts";
import type { Thing } from "../history/thing-kind.ts";
import type { JobLimitReading } from "./job-limit.ts";
import type { RateHeaderFamily } from "./rate-header-family.ts";

export type Role = "admin" | "agent" | "end-user";

/** The settings of the account. */
export interface AccountOptions {
  /** Decides job times, job ids and the tokens that are minted. */
  readonly seed: number;
  /** Role of the user whose credentials the simulator hands out. */
  readonly role: Role;
  /** 0: unlimited, and no rate headers. */
  readonly requestsPerMinute: number;
  readonly rateHeaders: readonly RateHeaderFamily[];
  /** Requests of other clients against the same limit, spread evenly over the minute. */
  readonly otherRequestsPerMinute: number;
  /** How long a job is queued before a worker starts it. */
  readonly jobDelaySeconds: { readonly min: number; readonly max: number };
  /** A worker's time for one row. */
  readonly rowMilliseconds: number;
  /** 0.25: a job's working time is drawn from 75–125 % of rows × rowMilliseconds. */
  readonly rowJitter: number;
  readonly workers: number;
  /** The job limit; a job beyond it is a 429 TooManyJobs. 0: unlimited. */
  readonly jobsInFlight: number;
  /** What the job limit counts: jobs queued or running in the account, or calls per 60 seconds and endpoint. */
  readonly jobLimitReading: JobLimitReading;
  /** Jobs beyond this number vanish, oldest first, as jobs do after a day. */
  readonly jobsKept: number;
  /** POST users/create_or_update, per account. 0: unlimited. */
  readonly singleUpsertsPerSecond: number;
  /** PUT users/{id} and POST users/create_or_update, per user. 0: unlimited. */
  readonly updatesPerMinutePerUser: number;
  /** DELETE deleted_users/{id}, per account. 0: unlimited. */
  readonly permanentDeletionsPerTenMinutes: number;
  /** Any update of a ticket, per user and ticket. 0: unlimited. */
  readonly updatesPerTenMinutesPerTicket: number;
  /** PUT tickets/{id}, per account. 0: unlimited. */
  readonly ticketUpdatesPerMinute: number;
  /** GET tickets, per account. 0: unlimited. */
  readonly ticketListsPerMinute: number;
  /** Bulk user creation is a 403, as in accounts that have not asked Zendesk for it. */
  readonly importsDisabled: boolean;
  /** Whether the external id and the addresses of a deleted user stay taken; Zendesk does not document it. */
  readonly keepsKeysOfDeletedUsers: boolean;
  /** In characters of path and query; a longer one is a 414. 0: unlimited. */
  readonly longestUrl: number;
  /** Of tokens minted without `expires_in`. */
  readonly tokenLifetimeSeconds: number;
  /** Scopes the OAuth client may ask for. Empty: any that Zendesk knows. */
  readonly allowedScopes: readonly string[];
  /** Whether `update_many` drops the `metadata` of its tickets; Zendesk does not document it. */
  readonly dropsBulkMetadata: boolean;
  /** How far searches lag: new records are missing, and changed records are found by and shown with old values. */
  readonly searchDelaySeconds: number;
  /** The account's setting "Validate user phone numbers": E.164 or 422. */
  readonly validatePhoneNumbers: boolean;
  /** Called with each thing that changes, and its kind: "users", "custom_objects/order". Its change may not be complete yet. */
  readonly onTouched?: (kind: string, thing: Thing) => void;
  /** Called with each job as it is accepted, and as it ends. */
  readonly onJobAccepted?: (job: AcceptedJob) => void;
  readonly onJobApplied?: (job: EndedJob) => void;
}
