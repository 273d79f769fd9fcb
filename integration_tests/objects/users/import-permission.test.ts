import { type Fault, type SimulatorAnswer, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { type ConfiguredStream, record, streamState } from "../../../testing/input/airbyte-messages.ts";
import { credentialsFor } from "../../../testing/connector/connector-config.ts";
import { INSERTED, seededAccount, userOf } from "../../../testing/account/seeded-account.ts";
import { rejectedIn } from "../../../testing/connector/rejected-records.ts";
import { requestLog } from "../../../testing/account/request-log.ts";
import { seedUsers, simulatedAccount, startWrite, usersOf } from "../../../testing/account/simulated-account.ts";
import { syncEffect } from "../../../testing/connector/sync-effect.ts";
import { summaryOf } from "../../../testing/connector/sync-summary-line.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";

const UPSERT = "POST users/create_or_update";
const IMPORT = "POST users/create_or_update_many";
const SINGLE = /\/users\/create_or_update\.json|\/users\.json/;

const people = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ external_id: `c-${from + index}`, name: `Person ${from + index}` }));

const INSERT_ME = { external_id: "a", name: "A" };

/** What the text for Zendesk Support must contain. */
const REQUEST = ["bulk user imports", "users/create_or_update_many"].map((words) => expect.stringContaining(words));

describe("if the account may not import in bulk", () => {
  test("existing users are updated in bulk, and new ones are sent at one per second across all batches", async () => {
    const log = requestLog();
    const simulator = new ZendeskSimulator({ importsDisabled: true, faults: [log.fault] });
    seedUsers(simulator, people(0, 1000), VIRTUAL_START);
    // A tenth of each batch is new.
    const input = [...people(0, 900), ...people(1000, 100)].toSorted(byLastDigits).map((data) => record(data));
    const sync = await syncOnVirtualTime({ simulator, input: [...input, streamState(1)] });

    expect(sync.output.counts).toMatchObject({ created: 100, updated: 900, rejected: 0 });
    expect(usersOf(simulator, sync.endedAt)).toHaveLength(1100);
    const upserts = log.of(UPSERT);
    expect(upserts.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 201));
    const gaps = upserts.slice(1).map(({ at }, index) => at - (upserts[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
    // Each waits only for the answer to the one before.
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1300);
    expect(log.of("PUT users/update_many")).toHaveLength(10);
  });

  test("only the batches in flight get the 403, and one warning says what to ask for", async () => {
    const log = requestLog();
    const simulator = new ZendeskSimulator({ importsDisabled: true, faults: [log.fault] });
    seedUsers(simulator, people(0, 3000), VIRTUAL_START);
    const input = [...people(0, 3000).map((data) => record(data)), streamState(1)];
    const { output } = await syncOnVirtualTime({ simulator, input, settings: { max_concurrent_jobs: 5 } });
    expect(output.counts).toMatchObject({ updated: 3000, rejected: 0 });
    expect(log.of(IMPORT).length).toBeLessThanOrEqual(5);
    expect(log.of("GET users/me")).toHaveLength(2);
    const hours = expect.stringContaining("100,000 about 28 hours") as unknown;
    for (const words of [...REQUEST, hours]) expect(output.warnings).toEqual([words]);
  });

  test("`fail` ends the sync and says what to ask for, and nothing is written or acknowledged", async () => {
    const simulator = new ZendeskSimulator({ importsDisabled: true });
    seedUsers(simulator, people(0, 100), VIRTUAL_START);
    const before = usersOf(simulator, VIRTUAL_START);
    const { code, output, endedAt } = await syncOnVirtualTime({
      simulator,
      settings: { when_bulk_import_disabled: "fail" },
      input: [...people(0, 600).map((data) => record(data)), streamState(1)],
    });
    expect({ code, states: output.states, warnings: output.warnings }).toEqual({ code: 1, states: [], warnings: [] });
    for (const message of [...REQUEST, expect.stringMatching(/1\. .+ 2\. /)]) {
      expect(output.errors).toEqual([expect.objectContaining({ failure_type: "config_error", message })]);
    }
    expect(usersOf(simulator, endedAt)).toEqual(before);
  });

  test("updates and deletions continue as usual, without a warning", async () => {
    for (const mode of ["update", "soft_delete"] as const) {
      const stream: ConfiguredStream = { name: "people", mode, object: "users", primaryKey: "external_id" };
      const account = seededAccount({ importsDisabled: true });
      const { outcomes, output } = await syncEffect(account, [{ external_id: "person", notes: "new" }], { stream });
      expect(outcomes).toEqual({ [mode === "update" ? "updated" : "deleted"]: 1 });
      expect(output.warnings).toEqual([]);
    }
  });
});

describe("a 403 for another reason remains an error", () => {
  const asAgent: Fault = {
    after: ({ path }, answer) =>
      path.includes("/users/me")
        ? changed(answer, { '"role":"admin"': '"role":"agent"', '"custom_role_id":null': '"custom_role_id":7' })
        : undefined,
  };
  const scoped = (simulator: ZendeskSimulator, scope: string) => ({
    credentials: { ...credentialsFor(simulator.account.credentials.credentials).oauth2_client_credentials, scope },
  });

  test("because the role may not write", async () => {
    const log = requestLog();
    const simulator = new ZendeskSimulator({ importsDisabled: true, faults: [asAgent, log.fault] });
    const { code, output } = await syncOnVirtualTime({ simulator, input: [record({ external_id: "a", name: "A" })] });
    expect(code).toBe(1);
    expect(output.errors).toEqual([expect.objectContaining({ failure_type: "config_error" })]);
    expect(log.of(UPSERT)).toEqual([]);
  });

  test.each(["new", "known"])("because the token may only read (%s users)", async (who) => {
    const simulator = new ZendeskSimulator();
    if (who === "known") seedUsers(simulator, people(0, 3), VIRTUAL_START);
    const input = [...people(0, 3).map((data) => record(data)), streamState(1)];
    const { code, output } = await syncOnVirtualTime({ simulator, input, settings: scoped(simulator, "read") });
    expect({ code, states: output.states }).toEqual({ code: 1, states: [] });
    expect(output.errors).toEqual([expect.objectContaining({ failure_type: "config_error" })]);
  });

  test("because the token's scope only covers other things", async () => {
    const log = requestLog();
    const simulator = new ZendeskSimulator({ faults: [log.fault] });
    const settings = scoped(simulator, "read tickets:write");
    const { code, output } = await syncOnVirtualTime({
      simulator,
      input: [record(INSERT_ME), streamState(1)],
      settings,
    });
    expect({ code, states: output.states }).toEqual({ code: 1, states: [] });
    expect(output.errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('The scope "read tickets:write"') as string }),
    ]);
    expect(output.warnings.join()).not.toContain("import users in bulk");
    expect(log.of(UPSERT)).toEqual([]);
  });

  test("for a single user rejects that user's record if other users are accepted", async () => {
    const forbidding: Fault = {
      before: ({ path, body }) =>
        SINGLE.test(path) && String(body).includes("c-0")
          ? { status: 403, headers: {}, body: '{"error":{"title":"Forbidden","message":"no"}}' }
          : undefined,
    };
    for (const options of [{}, INSERTED]) {
      const simulator = seededAccount({ importsDisabled: true, faults: [forbidding] });
      const { outcomes } = await syncEffect(simulator, people(0, 3), options);
      expect(outcomes).toEqual({ created: 2, permission_denied: 1 });
    }
  });
});

describe("a single request", () => {
  const nth = (number: number, after: NonNullable<Fault["after"]>): Fault => {
    let count = 0;
    return {
      after: (request, answer, moment) => {
        if (!SINGLE.test(request.path)) return undefined;
        count += 1;
        return count === number ? after(request, answer, moment) : undefined;
      },
    };
  };
  const lost = nth(3, () => "connection_reset");

  test.each<[what: string, fault: () => Fault]>([
    ["whose answer is lost", () => nth(3, () => "connection_reset")],
    ["that a gateway gives up on", () => nth(3, (_request, answer) => ({ ...answer, status: 504 }))],
    ["whose answer is cut off", () => nth(3, (_request, answer) => ({ ...answer, body: answer.body.slice(0, 50) }))],
    ["whose answer names no outcome", () => nth(3, (_request, answer) => ({ ...answer, status: 202 }))],
  ])("%s is repeated, and its record counts once", async (_what, fault) => {
    const upserted = await syncEffect(seededAccount({ importsDisabled: true, faults: [fault()] }), people(0, 5));
    // Sent again, it finds the user that it created.
    expect(upserted.outcomes).toEqual({ created: 4, updated: 1 });
    expect(upserted.after).toHaveLength(8);
    const simulator = seededAccount({ importsDisabled: true, faults: [fault()] });
    const inserted = await syncEffect(simulator, people(0, 5), INSERTED);
    expect(inserted.outcomes).toEqual({ created: 5 });
    expect(inserted.after).toHaveLength(8);
  });

  test("holds back the state if an insert cannot find its user again, because the user may be someone else's", async () => {
    const simulator = new ZendeskSimulator({
      ...UNTHROTTLED,
      importsDisabled: true,
      searchDelaySeconds: 3600,
      faults: [lost],
    });
    const input = people(0, 5).map(({ name }, index) =>
      record({ email: `c-${index}@example.com`, name }, INSERTED.stream),
    );
    const { code, output } = await syncOnVirtualTime({
      simulator,
      streams: [INSERTED.stream],
      input: [...input, streamState(1, INSERTED.stream)],
    });
    expect({ code, states: output.states }).toEqual({ code: 1, states: [] });
    expect(output.errors).toEqual([expect.objectContaining({ failure_type: "transient_error" })]);
  });

  test("that is refused for its size ends as a rejected record", async () => {
    const refusing: Fault = {
      before: ({ path, body }) =>
        SINGLE.test(path) && String(body).includes("c-0") ? { status: 413, headers: {}, body: "" } : undefined,
    };
    const { outcomes } = await syncEffect(seededAccount({ importsDisabled: true, faults: [refusing] }), people(0, 3));
    expect(outcomes).toEqual({ created: 2, too_large: 1 });
  });

  test("waits if others use up the limit", async () => {
    let count = 0;
    const others: Fault = {
      before: ({ path }, { nowMs }) => {
        if (!SINGLE.test(path)) return undefined;
        count += 1;
        if (count % 3 === 0) simulator.account.writeLimits.takeUpsert(nowMs);
        return undefined;
      },
    };
    const simulator: ZendeskSimulator = new ZendeskSimulator({ importsDisabled: true, faults: [others] });
    const input = [...people(0, 20).map((data) => record(data)), streamState(1)];
    const { code, output } = await syncOnVirtualTime({ simulator, input });
    expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 20, rejected: 0 } });
    expect(output.messages.some(({ log }) => log?.message.includes("429"))).toBe(true);
  });

  test("that is refused because of its user ends as a rejected record with Zendesk's reason", async () => {
    const folder = temporaryFolder();
    const settings = { object_storage_config: { storage_type: "Local", path: folder } };
    const simulator = seededAccount({ importsDisabled: true });
    await syncEffect(simulator, [{ external_id: "new", name: "New", email: "person@example.com" }], {
      ...INSERTED,
      settings,
    });
    const ids = [userOf(simulator, "person").id];
    const zendesk = { error_code: "DuplicateValue", request_id: expect.any(String) as unknown, ids };
    expect(rejectedIn(folder)).toEqual([
      expect.objectContaining({ rejected_reason: "duplicate_value", rejected_field: "email", zendesk }),
    ]);
  });
});

test("on SIGTERM, what was sent is settled, the rest is not sent, and the process ends at once", async () => {
  const third = Promise.withResolvers<void>();
  let count = 0;
  const counter: Fault = {
    after: ({ path }) => {
      if (SINGLE.test(path)) count += 1;
      if (count === 3) third.resolve();
      return undefined;
    },
  };
  const account = await simulatedAccount({ importsDisabled: true, requestsPerMinute: 0, faults: [counter] });
  const connector = await startWrite(account, { env: { FLUSH_INTERVAL_SECONDS: "1" } });
  await connector.send([...people(0, 300).map((data) => record(data)), streamState(1)]);
  await third.promise;
  connector.kill("SIGTERM");
  const { signal, output, stderr } = await connector.ended;
  expect({ signal, errors: output.errors, states: output.states, stderr }).toEqual({
    signal: "SIGTERM",
    errors: [],
    states: [],
    stderr: "",
  });
  const stored = [...account.simulator.account.users.all()].length - 1;
  expect(stored).toBeLessThan(10);
  expect(summaryOf(output, "users")).toEqual({ read: 300, created: stored });
});

function byLastDigits(a: { external_id: string }, b: { external_id: string }): number {
  return Number(a.external_id.slice(-2)) - Number(b.external_id.slice(-2));
}

function changed(answer: SimulatorAnswer, replacements: Readonly<Record<string, string>>): SimulatorAnswer {
  const body = Object.entries(replacements).reduce((text, [from, to]) => text.replace(from, to), answer.body);
  return { ...answer, body };
}
