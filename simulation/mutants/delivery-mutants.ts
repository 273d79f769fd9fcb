import type { Mutant } from "./mutant.ts";

/** Records that are sent twice, out of order, or too fast. */
export const DELIVERY_MUTANTS: readonly Mutant[] = [
  {
    name: "no-order-within-a-person",
    bug: "a person's next record does not wait for the one in flight",
    file: "src/sync/delivery/write-queue.ts",
    find: "if (!first || lane.inFlight.size > 0) {",
    replace: "if (!first) {",
  },
  {
    name: "merged-across-keys",
    bug: "records with differing keys are merged",
    file: "src/objects/write/merging.ts",
    find: "return after === undefined || before === after;",
    replace: "return true;",
  },
  {
    name: "insert-repeated-blindly",
    bug: "an insert with an unknown outcome is sent again without a look-up",
    file: "src/objects/write/bulk-endpoints.ts",
    find: 'isRepeatable: route !== "create_many",',
    replace: "isRepeatable: true,",
  },
  {
    name: "no-wait-at-the-start",
    bug: "jobs that a killed sync left behind are not waited for",
    file: "src/sync/delivery/batch-delivery.ts",
    find: "await this.#options.earlierJobsEnded;",
    replace: "",
    test: "integration_tests/delivery/unfollowed-jobs.test.ts",
  },
  {
    name: "no-wait-before-a-repetition",
    bug: "a job whose answer was lost is not waited for before its records are sent again",
    file: "src/zendesk/jobs/bulk-job.ts",
    find: "beforeRepeat: () => orphans.ended(request.signal),",
    replace: "beforeRepeat: () => Promise.resolve(),",
  },
  {
    name: "share-ignored",
    bug: "requests are not held back to the connector's share",
    file: "src/zendesk/rate-limit/rate-limiter.ts",
    find: "const wait = Math.ceil(this.#waitMs(kind, now));",
    replace: "const wait = 0 * Math.ceil(this.#waitMs(kind, now));",
  },
  {
    name: "phones-merged",
    bug: "records with differing phones are merged",
    file: "src/objects/users/user-rows.ts",
    find: " && !haveTwoPhones(earlier.values, later.values);",
    replace: ";",
  },
  {
    name: "look-ups-not-cut",
    bug: "addresses of look-ups are as long as their keys",
    file: "src/zendesk/http/show-many.ts",
    find: "const MAX_ENCODED_LENGTH = 6000;",
    replace: "const MAX_ENCODED_LENGTH = 6_000_000;",
    test: "src/zendesk/http/show-many.test.ts",
  },
  {
    name: "renewal-must-succeed",
    bug: "a token that is still good is not used when its renewal fails",
    file: "src/zendesk/http/client-credentials.ts",
    find: "if (!old || this.#token !== old || readClock() >= old.expiresAt) throw error;",
    replace: "throw error;",
    test: "src/zendesk/http/client-credentials.test.ts",
  },
  {
    name: "waits-by-the-date",
    bug: "waits are measured by the date of the machine",
    file: "src/time/clock.ts",
    find: "return Math.floor(performance.now());",
    replace: "return Date.now();",
  },
];
