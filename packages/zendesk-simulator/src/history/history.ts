import type { AccountOptions } from "../account/account-options.ts";
import type { Account } from "../account/account.ts";
import type { StoredUser } from "../users/stored-user.ts";
import type { Cause, Change } from "./change.ts";
import { membershipChanges } from "./membership-changes.ts";
import { Recent } from "./recent.ts";
import { RequestLog } from "./request-log.ts";
import { fieldChanges } from "./thing-fields.ts";
import type { Thing } from "./thing-kind.ts";
import { thingKind } from "./thing-kinds.ts";

const CHANGES_KEPT = 5000;
/** As many as may wait in the account's queue of jobs, and then some. */
const JOBS_KEPT = 1000;

/**
 * What happened in the account, for people to look at: requests, and what each of them changed. Values that a thing
 * holds are replaced, never changed, so a shallow copy shows what it was.
 */
export class History {
  readonly requests = new RequestLog();
  readonly #changes = new Recent<Change>(CHANGES_KEPT);
  readonly #touched = new Map<Thing, string>();
  readonly #former = new WeakMap<Thing, Thing>();
  readonly #requestsOfJobs = new Map<string, number>();
  #requestNumber = 0;

  /** Newest first. */
  get changes(): readonly Change[] {
    return this.#changes.list();
  }

  /** The options with which an account reports to this history. */
  watching(options: AccountOptions, account: () => Account): AccountOptions {
    return {
      ...options,
      onTouched: (kind, thing) => {
        this.#touched.set(thing, kind);
        options.onTouched?.(kind, thing);
      },
      onJobAccepted: (job) => {
        this.#noteJob(job.jobId);
        options.onJobAccepted?.(job);
      },
      onJobApplied: (job) => {
        const { jobId, jobType, appliedAt } = job;
        this.settle(account(), { title: jobType, jobId, requestNumber: this.requestOfJob(jobId) }, appliedAt);
        options.onJobApplied?.(job);
      },
    };
  }

  /** Jobs that are accepted from now on are this request's. */
  begin(requestNumber: number): void {
    this.#requestNumber = requestNumber;
  }

  /** Records what has been touched since the last call as changed by this cause. */
  settle(account: Account, cause: Cause, nowMs: number): void {
    for (const [thing, kind] of this.#touched) {
      const before = this.#former.get(thing);
      const after = { ...thing };
      this.#former.set(thing, after);
      for (const change of changesOf(account, kind, before, after)) this.#changes.add({ ...change, at: nowMs, cause });
    }
    this.#touched.clear();
  }

  /** The request that made the job; undefined for a job of somebody else. */
  requestOfJob(jobId: string): number | undefined {
    return this.#requestsOfJobs.get(jobId);
  }

  #noteJob(jobId: string): void {
    this.#requestsOfJobs.set(jobId, this.#requestNumber);
    for (const oldest of this.#requestsOfJobs.keys()) {
      if (this.#requestsOfJobs.size <= JOBS_KEPT) break;
      this.#requestsOfJobs.delete(oldest);
    }
  }
}

function changesOf(
  account: Account,
  kind: string,
  before: Thing | undefined,
  after: Thing,
): readonly Omit<Change, "at" | "cause">[] {
  const found = thingKind(account, kind);
  if (found === undefined) return [];
  const fields = fieldChanges(before === undefined ? {} : found.fieldsOf(before), found.fieldsOf(after));
  const isDeleted = !after.active && before?.active !== false;
  const action = before === undefined ? "created" : isDeleted ? "deleted" : "updated";
  const change = { kind, id: after.id, name: found.nameOf(after), action, fields } as const;
  const own = fields.length > 0 || isDeleted ? [change] : [];
  if (kind !== "users") return own;
  return [...own, ...membershipChanges(account, before as StoredUser | undefined, after as StoredUser)];
}
