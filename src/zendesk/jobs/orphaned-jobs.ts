import { z } from "zod";
import { counted } from "../../text/counted.ts";
import type { ZendeskClient } from "../http/client.ts";
import { ZendeskListError, isHidden } from "../http/errors.ts";
import { type JobStatus, isTerminal, jobStatus } from "./job-status.ts";
import type { JobPoller } from "./job-poller.ts";
import { pageMeta, readPages } from "../http/pages.ts";
import { sleep } from "../../time/sleep.ts";

/** A job that takes longer belongs to another tool's import, or is lost. */
const MAX_WAIT_MS = 10 * 60_000;
/** Jobs are listed for a day. Those that still run are among the newest. */
const MAX_PAGES = 5;

const page = z.object({ job_statuses: z.array(z.unknown()), meta: pageMeta });
/** `job_type` is free text, "Bulk Create User", and not always there. */
const listedJob = jobStatus.extend({
  /** `show_many` cannot return a job with such an id, so the list is polled instead. */
  id: z.string().min(1),
  job_type: z.string().nullish().catch(undefined),
});

interface OrphanedJobsOptions {
  readonly client: ZendeskClient;
  readonly poller: JobPoller;
  /** Whether a job of this type may write what this connector writes. */
  readonly isOwnJobType: (jobType: string) => boolean;
  readonly onWarning: (message: string) => void;
}

/**
 * Bulk jobs that run in the account without being followed here. One may be this connector's own: accepted just before
 * it was killed, or by a request whose answer was lost. Such a job may overwrite newer values or create things a
 * second time when it runs, so the connector waits for it before it writes the rows again.
 */
export class OrphanedJobs {
  readonly #client: ZendeskClient;
  readonly #poller: JobPoller;
  readonly #isOwnJobType: (jobType: string) => boolean;
  readonly #onWarning: (message: string) => void;
  readonly #givenUp = new Set<string>();
  readonly #warned = new Set<string>();

  constructor({ client, isOwnJobType, onWarning, poller }: OrphanedJobsOptions) {
    this.#client = client;
    this.#poller = poller;
    this.#isOwnJobType = isOwnJobType;
    this.#onWarning = onWarning;
  }

  /** Resolves when the jobs that are queued or working now have ended, or after 10 minutes with a warning. */
  async ended(signal?: AbortSignal): Promise<void> {
    let left = await this.#running(signal);
    if (left.length === 0) return;
    const deadline = new AbortController();
    const stop = AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])]);
    const patience = sleep(MAX_WAIT_MS, stop).then(() => "over" as const);
    try {
      while (left.length > 0) {
        const open = new Set(left.map(({ id }) => id));
        const denied = new Set<string>();
        const ends = left.map(async (job) => {
          if ((await this.#poller.watch(job)) === undefined) denied.add(job.id);
          open.delete(job.id);
        });
        if ((await Promise.race([Promise.all(ends), patience])) === "over") return this.#giveUp(open);
        // Zendesk is known to answer 404 for a job that its list still shows.
        left = denied.size > 0 ? (await this.#running(signal)).filter(({ id }) => denied.has(id)) : [];
      }
    } finally {
      patience.catch(() => {});
      deadline.abort();
    }
  }

  async #running(signal: AbortSignal | undefined): Promise<readonly JobStatus[]> {
    const running: JobStatus[] = [];
    const list = { path: "/api/v2/job_statuses.json", answer: page, maxPages: MAX_PAGES, signal };
    try {
      for await (const { job_statuses } of readPages(this.#client, list)) {
        const jobs = job_statuses.flatMap((listed) => listedJob.safeParse(listed).data ?? []);
        running.push(...jobs.filter((job) => this.#mayBeOwn(job)));
      }
    } catch (error) {
      // The list may be incomplete: these credentials may not read it, or it is too long.
      this.#warnOnce(whyNotAllRead(error));
    }
    return running;
  }

  #mayBeOwn(job: z.output<typeof listedJob>): boolean {
    if (isTerminal(job) || this.#givenUp.has(job.id) || this.#poller.follows(job.id)) return false;
    return !job.job_type || this.#isOwnJobType(job.job_type);
  }

  #warnOnce(message: string): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#onWarning(message);
  }

  #giveUp(ids: ReadonlySet<string>): void {
    for (const id of ids) this.#givenUp.add(id);
    this.#poller.unwatch(ids);
    this.#onWarning(
      `After 10 minutes, ${counted(ids.size, "bulk job")} that this sync does not follow ` +
        `${ids.size === 1 ? "is" : "are"} still running in Zendesk. Writing continues. ` +
        "A job that an earlier sync left behind, or that Zendesk lost track of, may overwrite newer values or create things " +
        "a second time when it runs.",
    );
  }
}

const MAY_OVERWRITE =
  "A job that an earlier sync left behind may overwrite newer values or create things a second time when it runs.";
/** Throws errors that concern more than the list. */
function whyNotAllRead(error: unknown): string {
  if (error instanceof ZendeskListError) return NOT_ALL_READ;
  if (isHidden(error)) return NOT_LISTED;
  throw error;
}

const NOT_ALL_READ = `The account had too many bulk jobs today to check all of them for jobs that are still running. ${MAY_OVERWRITE}`;
const NOT_LISTED = `These credentials may not list the bulk jobs that are still running. ${MAY_OVERWRITE}`;
