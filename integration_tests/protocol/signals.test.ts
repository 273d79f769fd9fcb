import { expect, test } from "vitest";
import { type Fault, type StartOptions, UNTHROTTLED } from "zendesk-simulator";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { isState } from "airbyte-cdk-typescript/testing";
import type { ConnectorProcess } from "../../testing/connector/connector-process.ts";
import { RequestRecorder } from "../../testing/account/request-recorder.ts";
import { type WriteOptions, simulatedAccount, startWrite } from "../../testing/account/simulated-account.ts";

/** PyAirbyte kills a destination 10 s after its SIGTERM. */
const KILLED_AFTER_MS = 10_000;

/** Zendesk asks for a wait of minutes at every request to the path. */
function rateLimited(path: string): Fault {
  return {
    before: (request) =>
      request.path.startsWith(path)
        ? { status: 429, headers: { "retry-after": "600" }, body: "Number of allowed API requests per minute exceeded" }
        : undefined,
  };
}

const users = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => record({ external_id: `u${from + index}`, name: "User" }));

const isWaiting = ({ log }: { log?: { message: string } }): boolean => log?.message.startsWith("Waiting ") === true;

interface Moment {
  readonly when: string;
  readonly account?: StartOptions;
  readonly options?: WriteOptions;
  /** Brings the connector to the moment; its input stays open. */
  readonly reach: (connector: ConnectorProcess, recorder: RequestRecorder) => Promise<void>;
  /** All at once: the system may deliver them in any order, and the first to arrive decides. */
  readonly signals?: readonly NodeJS.Signals[];
  /** The number of states that it returns. */
  readonly states: number;
  /** Whether its output is read to the end, including the summary. */
  readonly isRead?: boolean;
}

const IN_AN_HOUR = { jobDelaySeconds: { min: 3600, max: 3600 } };

async function waitForJob(connector: ConnectorProcess, recorder: RequestRecorder): Promise<void> {
  await connector.send([streamState(0), ...users(100), streamState(1)]);
  // The connector asks about jobs once one was accepted.
  await recorder.next("/api/v2/job_statuses/show_many");
}

const MOMENTS: readonly Moment[] = [
  {
    when: "while it signs in and Zendesk asks for a wait of ten minutes",
    account: { faults: [rateLimited("/api/v2/users/me")] },
    reach: (connector) => connector.seen(isWaiting),
    states: 0,
  },
  {
    when: "before the first record",
    reach: (_connector, recorder) => recorder.next("/api/v2/job_statuses"),
    states: 0,
  },
  {
    when: "while a batch waits for ten minutes of rate limit",
    account: { faults: [rateLimited("/api/v2/users/create_or_update_many")] },
    reach: async (connector) => {
      await connector.send([streamState(0), ...users(100), streamState(1)]);
      await connector.seen(isWaiting);
    },
    states: 1,
  },
  { when: "while a job takes an hour", account: IN_AN_HOUR, reach: waitForJob, states: 1 },
  {
    when: "twice, while a job takes an hour",
    account: IN_AN_HOUR,
    reach: waitForJob,
    signals: ["SIGTERM", "SIGTERM"],
    states: 1,
  },
  {
    when: "by SIGINT and SIGTERM, while Zendesk does not answer",
    account: { faultSettings: [{ name: "no-answer", path: "create_or_update_many" }] },
    reach: async (connector, recorder) => {
      const asked = recorder.next("/api/v2/users/create_or_update_many");
      await connector.send([streamState(0), ...users(100), streamState(1)]);
      await asked;
    },
    signals: ["SIGINT", "SIGTERM"],
    states: 1,
  },
  {
    when: "while its stdout is not read and the input continues",
    reach: async (connector) => {
      await connector.send([streamState(0)]);
      await connector.seen(isState);
      connector.stopReading();
      // The connector stops reading when its own output is stuck, so its input gets stuck too.
      void connector.send(Array.from({ length: 20_000 }, (_, index) => streamState(index)));
      await connector.stuck();
    },
    states: 1,
    isRead: false,
  },
];

// All at the same time: the slow ones take the connector's whole grace period of about 9 s.
test("on SIGTERM or SIGINT, the connector ends by itself within 10 s and prints its summary once", async () => {
  await Promise.all(
    MOMENTS.map(
      async ({
        when,
        account: { faults = [], ...accountOptions } = {},
        options,
        reach,
        signals = ["SIGTERM"],
        states,
        isRead = true,
      }) => {
        const recorder = new RequestRecorder();
        const account = await simulatedAccount({ ...UNTHROTTLED, ...accountOptions, faults: [recorder, ...faults] });
        const connector = await startWrite(account, { env: { FLUSH_INTERVAL_SECONDS: "0.2" }, ...options });
        await reach(connector, recorder);
        const askedAt = performance.now();
        for (const each of signals) connector.kill(each);
        const { code, signal, stderr, output } = await connector.ended;
        const tookMs = performance.now() - askedAt;
        const isSent = signals.some((each) => each === signal);
        expect({ when, code, signal, isSent, stderr, errors: output.errors }).toEqual({
          when,
          code: null,
          signal,
          isSent: true,
          stderr: "",
          errors: [],
        });
        const summaries = output.messages.filter(({ log }) => log?.message.startsWith("Summary of the sync"));
        expect({ when, summaries: summaries.length }).toEqual({ when, summaries: isRead ? 1 : summaries.length });
        expect({ when, states: output.states.length >= states }).toEqual({ when, states: true });
        expect({ when, inTime: tookMs < KILLED_AFTER_MS, tookMs }).toMatchObject({ when, inTime: true });
      },
    ),
  );
});
