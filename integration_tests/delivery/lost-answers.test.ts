import { type Fault, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { type ConfiguredStream, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { seedUsers } from "../../testing/account/simulated-account.ts";
import { syncEffect } from "../../testing/connector/sync-effect.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

const PEOPLE = 250;
const BULK = /^\/api\/v2\/users\/(?:create_or_update|create|update|destroy)_many/;

/** Zendesk accepts the first bulk request, but its answer never arrives. */
function lostAnswer(): Fault {
  let isLost = false;
  return {
    after: ({ path }) => {
      if (isLost || !BULK.test(path)) return undefined;
      isLost = true;
      return "connection_reset";
    },
  };
}

/** The first jobs to end do not report what happened to their rows. */
function silentJobs(answers: number): Fault {
  let silenced = 0;
  return {
    after: ({ path }, answer) => {
      if (!path.startsWith("/api/v2/job_statuses") || !answer.body.includes('"completed"')) return undefined;
      silenced += 1;
      if (silenced > answers) return undefined;
      const { job_statuses: jobs, ...rest } = JSON.parse(answer.body) as { job_statuses: object[] };
      return {
        ...answer,
        body: JSON.stringify({ ...rest, job_statuses: jobs.map((job) => ({ ...job, results: [] })) }),
      };
    },
  };
}

/** The first answer to each look-up is not JSON, and nothing was sent before it. */
function unreadableLookUps(): Fault {
  const asked = new Set<string>();
  return {
    after: ({ path }, answer) => {
      if (asked.has(path) || !path.startsWith("/api/v2/users/show_many")) return undefined;
      asked.add(path);
      return { ...answer, body: "<html>" };
    },
  };
}

const FAULTS: readonly (readonly [what: string, fault: () => Fault])[] = [
  ["whose answer was lost", lostAnswer],
  ["whose job reports nothing", () => silentJobs(1)],
  ["before which a look-up was unreadable", unreadableLookUps],
];

const people = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ external_id: `c-${from + index}`, name: `Person ${from + index}` }));

// Jobs are done at once, so what is sent again finds what it did the first time.
describe("a repeated bulk request does not change how its records count", () => {
  test.each(
    FAULTS.flatMap(
      ([what, fault]) =>
        [
          { what, fault, mode: "append_dedup", outcomes: { written: PEOPLE } },
          { what, fault, mode: "append", outcomes: { created: 150, already_exists: 100 } },
          { what, fault, mode: "update", outcomes: { updated: 100, not_found: 150 } },
          { what, fault, mode: "soft_delete", outcomes: { deleted: 100, unchanged: 150 } },
        ] as const,
    ),
  )("$mode, $what", async ({ fault, mode, outcomes }) => {
    const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [fault()] });
    seedUsers(simulator, people(0, 100), VIRTUAL_START);
    const stream: ConfiguredStream = { name: "people", mode, object: "users", primaryKey: "external_id" };
    const effect = await syncEffect(simulator, people(0, PEOPLE), { stream });
    // What an upsert that was sent twice did the first time cannot be known, so created users may count as updated.
    const { created = 0, updated = 0, ...others } = effect.outcomes;
    expect(mode === "append_dedup" ? { written: created + updated, ...others } : effect.outcomes).toEqual(outcomes);
    const left = { append_dedup: PEOPLE, append: PEOPLE, update: 100, soft_delete: 0 }[mode];
    expect(new Set(effect.after.map(({ external_id }) => external_id)).size).toBe(left);
    expect(effect.after).toHaveLength(left);
  });
});

test("an insert whose address belongs to another user is rejected, although the first job did not report it", async () => {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [silentJobs(1)] });
  seedUsers(simulator, [{ name: "Owner", external_id: "owner", email: "taken@example.com" }], VIRTUAL_START);
  const stream: ConfiguredStream = { name: "people", mode: "append", object: "users", primaryKey: "external_id" };
  const records = [{ external_id: "second", name: "Second", email: "taken@example.com" }, ...people(0, 1)];
  const { after, outcomes } = await syncEffect(simulator, records, { stream });
  expect(outcomes).toEqual({ created: 1, duplicate_value: 1 });
  expect(after.map(({ external_id }) => external_id)).toEqual(["owner", "c-0"]);
});

// Longer than the time for which rows without a result are sent again. The first job does not count towards it.
test.each([
  ["waits for 12 minutes and ends without results", "results-null", 12 * 60],
  ["never ends, according to its status", "job-unknown-status", 1],
] as const)("records whose job %s are sent again", async (_what, name, seconds) => {
  const simulator = new ZendeskSimulator({
    ...UNTHROTTLED,
    jobDelaySeconds: { min: seconds, max: seconds },
    faultSettings: [{ name, nth: 1 }],
  });
  const input = [record({ external_id: "c-0", name: "Person" }), streamState(1)];
  const { code, output } = await syncOnVirtualTime({ simulator, input });
  expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { written: 1, rejected: 0 } });
  expect(output.states).toHaveLength(1);
});

test("a record whose user is locked by another tool's jobs for a minute is written when they end", async () => {
  const untilMs = VIRTUAL_START + 60_000;
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faultSettings: [{ name: "row-conflict", untilMs }] });
  const input = [record({ external_id: "c-0", name: "Person" }), streamState(1)];
  const { code, output, tookMs } = await syncOnVirtualTime({ simulator, input });
  expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { written: 1, rejected: 0 } });
  expect(tookMs).toBeGreaterThan(60_000);
});

test("a record that loses every race is rejected, and the others are written", async () => {
  const hold: Fault = {
    job: ({ rows }) => ({
      failedRow: (index) =>
        rows[index]?.["external_id"] === "c-7" ? { index, error: "DatabaseConflict", status: "Failed" } : undefined,
    }),
  };
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [hold] });
  const { after, outcomes } = await syncEffect(simulator, people(0, 50));
  expect(outcomes).toEqual({ created: 49, zendesk_error: 1 });
  expect(after).toHaveLength(49);
});
