import { type Host, run } from "airbyte-cdk-typescript";
import type { ZendeskSimulator } from "zendesk-simulator";
import { vi } from "vitest";
import { ZendeskDestination } from "../../src/destination.ts";
import { type HttpTransport, NetworkError } from "../../src/zendesk/http/http-transport.ts";
import { type ConfiguredStream, USERS, catalog } from "../input/airbyte-messages.ts";
import { DestinationOutput } from "airbyte-cdk-typescript/testing";
import { SeededRandom } from "../input/seeded-random.ts";
import { SentValues } from "./sent-values.ts";
import { configFor } from "./connector-config.ts";
import { inProcessHost } from "./in-process-host.ts";

/** Small and odd, so that lines are split anywhere. */
const CHUNK_BYTES = 4099;
const LONGEST_LATENCY_MS = 120;
/** The real one of this process, which fake timers do not replace. */
const realNow = performance.now.bind(performance);
/** When a sync on virtual time starts by default. */
export const VIRTUAL_START = Date.UTC(2026, 10, 22);

export interface VirtualSync {
  readonly simulator: ZendeskSimulator;
  /** Lines, or bytes as they are. An async source may wait for virtual time between them. */
  readonly input: Iterable<string | Buffer> | AsyncIterable<string | Buffer>;
  readonly seed?: number;
  /** For a second sync into an account: when the first one ended. */
  readonly startAt?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly streams?: readonly ConfiguredStream[];
  readonly env?: Readonly<Record<string, string>>;
  /** Called with what is written to stdout, byte for byte. */
  readonly onOutput?: (bytes: Buffer) => void;
  /** Jumps of the machine's date, as NTP or a person may cause them, each at a time after the first request. */
  readonly dateSteps?: readonly { readonly afterMs: number; readonly byMs: number }[];
  /** Real time after which the run is considered hanging, and throws. */
  readonly hangMs?: number;
}

export interface VirtualEnd {
  readonly output: DestinationOutput;
  readonly code: number;
  /** Virtual milliseconds from start to end. */
  readonly tookMs: number;
  readonly endedAt: number;
  /** When each request reached the account's API. */
  readonly requestTimes: readonly number[];
}

/**
 * A whole sync in this process, on virtual time: hours of waiting take no time, and the same seed gives the same run.
 * The connector uses vitest's clock and timers, and Zendesk is the simulator's state machine behind a seeded latency.
 * Throws if the connector printed a value of a record.
 */
export async function syncOnVirtualTime(sync: VirtualSync): Promise<VirtualEnd> {
  const [end] = await syncsOnVirtualTime([sync]);
  if (end === undefined) throw new Error("one sync has one end");
  return end;
}

/** Several connectors at the same time, on one clock. The seed and start of the first apply to all. */
export async function syncsOnVirtualTime(syncs: readonly VirtualSync[]): Promise<VirtualEnd[]> {
  const startedAt = syncs[0]?.startAt ?? VIRTUAL_START;
  vi.useFakeTimers({
    now: startedAt,
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
  });
  const random = new SeededRandom(syncs[0]?.seed ?? 1);
  // The only randomness in a connector: how long it backs off.
  const jitter = vi.spyOn(Math, "random").mockImplementation(() => random.next());
  try {
    const ends = syncs.map((sync) => runToItsEnd({ ...sync, startAt: startedAt }, random));
    const hangMs = Math.min(...syncs.map((sync) => sync.hangMs ?? Infinity));
    return await untilDone(Promise.all(ends), hangMs);
  } finally {
    jitter.mockRestore();
    vi.useRealTimers();
  }
}

async function runToItsEnd(sync: VirtualSync & { startAt: number }, random: SeededRandom): Promise<VirtualEnd> {
  const startedAt = performance.now();
  const zendeskTime = (): number => sync.startAt + performance.now();
  const output = new DestinationOutput();
  const requestTimes: number[] = [];
  const sent = new SentValues();
  const transport = latentTransport(sync.simulator, random, zendeskTime, (at) => {
    // A timer set earlier would fire while the config is still being read, which takes no virtual time.
    if (requestTimes.length === 0) stepDates(sync.dateSteps);
    requestTimes.push(at);
  });
  const env = { ZENDESK_BASE_URL: "http://127.0.0.1:1", LOG_LEVEL: "debug", ...sync.env };
  const input = chunked(sync.input, sent);
  const host = virtualHost({ ...sync, input }, env, output);
  const code = await run(new ZendeskDestination({ env, transport }), host);
  const endedAt = zendeskTime();
  sent.expectUnprinted(output, "", [sync.settings, sync.streams]);
  return { output, code, tookMs: performance.now() - startedAt, endedAt, requestTimes };
}

function stepDates(steps: VirtualSync["dateSteps"] = []): void {
  for (const { afterMs, byMs } of steps) setTimeout(() => vi.setSystemTime(Date.now() + byMs), afterMs);
}

/** Moves the clock from timer to timer, and lets each timer's work run. */
export async function untilDone<Result>(work: Promise<Result>, hangMs = Infinity): Promise<Result> {
  const startedAt = realNow();
  const progress = { isDone: false };
  const noteEnd = (): void => {
    progress.isDone = true;
  };
  work.then(noteEnd, noteEnd);
  while (!progress.isDone) {
    await vi.advanceTimersToNextTimerAsync();
    if (realNow() - startedAt > hangMs) throw new Error(`The run has not ended within ${hangMs} ms.`);
  }
  return work;
}

function latentTransport(
  simulator: ZendeskSimulator,
  random: SeededRandom,
  now: () => number,
  onRequest: (at: number) => void,
): HttpTransport {
  const latency = (): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, 1 + random.whole(LONGEST_LATENCY_MS));
    });
  return async ({ method, url, headers, body }) => {
    await latency();
    const { pathname, search } = new URL(url);
    // Tokens do not come from the API, and do not count against its limit.
    if (pathname.startsWith("/api/")) onRequest(now());
    const outcome = simulator.handle({ method, path: pathname + search, headers, body }, now());
    await latency();
    if (typeof outcome === "string") throw new NetworkError("ECONNRESET");
    return { status: outcome.status, headers: outcome.headers, body: outcome.body };
  };
}

function virtualHost(
  {
    input,
    onOutput,
    settings,
    simulator,
    streams = [USERS],
  }: Omit<VirtualSync, "input"> & { input: AsyncIterable<Buffer> },
  env: Readonly<Record<string, string>>,
  output: DestinationOutput,
): Host {
  const files = {
    config: configFor(simulator.account.credentials.credentials, settings),
    catalog: catalog(...streams),
  };
  return inProcessHost({ command: "write", files, env, input, output, onOutput });
}

async function* chunked(lines: VirtualSync["input"], sent: SentValues): AsyncGenerator<Buffer> {
  for await (const line of lines) {
    sent.note(line.toString().split("\n"));
    const bytes = typeof line === "string" ? Buffer.from(`${line}\n`) : line;
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) yield bytes.subarray(start, start + CHUNK_BYTES);
  }
}
