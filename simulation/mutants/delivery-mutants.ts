import type { Mutant } from "./mutant.ts";

const SMALL_BESIDE_LARGE = "integration_tests/delivery/small-beside-large.test.ts";

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
    bug: "records with different keys are merged",
    file: "src/objects/write/merging.ts",
    find: "return !key.isNatural || after === undefined || before === after;",
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
    bug: "the sync does not wait for jobs that a killed sync left behind",
    file: "src/sync/delivery/batch-delivery.ts",
    find: "await this.#options.earlierJobsEnded;",
    replace: "",
    test: "integration_tests/delivery/unfollowed-jobs.test.ts",
  },
  {
    name: "no-wait-before-a-repetition",
    bug: "records are sent again without waiting for the job whose answer was lost",
    file: "src/zendesk/jobs/bulk-job.ts",
    find: "beforeRepeat: () => orphans.ended(request.signal),",
    replace: "beforeRepeat: () => Promise.resolve(),",
  },
  {
    name: "share-ignored",
    bug: "requests exceed the connector's share",
    file: "src/zendesk/rate-limit/rate-limiter.ts",
    find: "const wait = Math.ceil(this.#waitMs(kind, now));",
    replace: "const wait = 0 * Math.ceil(this.#waitMs(kind, now));",
  },
  {
    name: "objects-without-turns",
    bug: "an object whose stream is large keeps all places for bulk jobs",
    file: "src/sync/delivery/dispatcher.ts",
    find: "of ready.toSorted((a, b) => this.#batchesOf(a) - this.#batchesOf(b))) {",
    replace: "of ready) {",
    test: SMALL_BESIDE_LARGE,
  },
  {
    name: "streams-without-turns",
    bug: "a small stream waits behind all that waits of a large one to the same object",
    file: "src/sync/delivery/write-queue.ts",
    find: "this.#ready.passTurn(stream);",
    replace: "",
    test: SMALL_BESIDE_LARGE,
  },
  {
    name: "large-batches-wait-for-admission",
    bug: "batches of a large stream take all places while they wait for the records per second",
    file: "src/sync/delivery/dispatcher.ts",
    find: "this.#inFlight < maxConcurrentJobs && !this.#isAdmitting &&",
    replace: "this.#inFlight < maxConcurrentJobs &&",
    test: SMALL_BESIDE_LARGE,
  },
  {
    name: "phones-merged",
    bug: "records with different phone numbers are merged",
    file: "src/objects/users/user-rows.ts",
    find: " && !haveTwoPhones(earlier.values, later.values);",
    replace: ";",
  },
  {
    name: "look-ups-not-cut",
    bug: "the URL of a look-up has no length limit",
    file: "src/zendesk/http/show-many.ts",
    find: "const MAX_ENCODED_LENGTH = 6000;",
    replace: "const MAX_ENCODED_LENGTH = 6_000_000;",
    test: "src/zendesk/http/show-many.test.ts",
  },
  {
    name: "renewal-must-succeed",
    bug: "a token that is still valid is not used when its renewal fails",
    file: "src/zendesk/http/client-credentials.ts",
    find: "if (!old || this.#token !== old || readClock() >= old.expiresAt) throw error;",
    replace: "throw error;",
    test: "src/zendesk/http/client-credentials.test.ts",
  },
  {
    name: "waits-by-the-date",
    bug: "waits are measured by the machine's date",
    file: "src/time/clock.ts",
    find: "return Math.floor(performance.now());",
    replace: "return Date.now();",
  },
];
