import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import type { StartedSimulator } from "zendesk-simulator";
import { type DestinationEnd, type PrintedState, isState } from "airbyte-cdk-typescript/testing";
import type { ConnectorProcess } from "../../testing/connector/connector-process.ts";
import type { RequestRecorder } from "../../testing/account/request-recorder.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { type WriteOptions, startWrite } from "../../testing/account/simulated-account.ts";
import { positionText, rejectedPositions } from "./rejected-positions.ts";
import { type Cursors, linesFrom } from "./source.ts";
import type { KilledStream } from "./streams/killed-stream.ts";
import { STATE_EVERY } from "./streams/positions.ts";

/** Faults may hold a state back for a long time. */
const MAX_WAIT_MS = 6000;
/** Until the sync has returned its first state. */
const WAIT_FOR_FIRST_MS = 60_000;

export interface KilledSyncParts {
  readonly streams: readonly KilledStream[];
  /** States of each stream that the source has ready when the connector starts. Some are returned before the kill. */
  readonly statesAhead: number;
  readonly account: StartedSimulator;
  /** Of the account's requests. */
  readonly recorder: RequestRecorder;
  readonly rejectFolder: string;
  readonly random: SeededRandom;
}

/** A sync that is killed and resumed from the last states that it returned, again and again. */
export class KilledSync {
  /** What the last returned state of each stream says. */
  cursors: Cursors;
  /** How many states were returned. */
  states = 0;
  readonly #parts: KilledSyncParts;
  readonly #options: WriteOptions;

  constructor(parts: KilledSyncParts) {
    this.#parts = parts;
    this.cursors = parts.streams.map(() => 0);
    this.#options = {
      streams: parts.streams.map(({ stream }) => stream),
      settings: { object_storage_config: { storage_type: "Local", path: parts.rejectFolder }, max_concurrent_jobs: 10 },
      env: { FLUSH_INTERVAL_SECONDS: "0.1" },
    };
  }

  /** Continues where the last states say, and kills: at any moment, or soon after a state was returned. */
  async killAtRandom(): Promise<void> {
    const { account, random, recorder, statesAhead } = this.#parts;
    const asked = recorder.next();
    const connector = await startWrite(account, this.#options);
    const feeding = connector.send(this.#nextLines());
    // A process needs most of its first second before it does anything that matters here.
    if (random.happens(0.9)) await asked;
    if (random.happens(0.5)) {
      const seen = connector.seen(isState, 1 + random.whole(Math.min(4, statesAhead)));
      await Promise.race([seen, setTimeout(this.states === 0 ? WAIT_FOR_FIRST_MS : MAX_WAIT_MS)]);
      await setTimeout(random.whole(50));
    } else await setTimeout(random.whole(600));
    connector.kill("SIGKILL");
    const { signal } = await connector.ended;
    await feeding;
    if (signal !== "SIGKILL") throw new Error(`the connector ended before it was killed: ${String(signal)}`);
    this.#note(connector);
  }

  /** Continues without a kill, past everything that was ever sent. */
  async finish(): Promise<DestinationEnd> {
    const connector = await startWrite(this.#parts.account, this.#options);
    await connector.send(this.#nextLines());
    connector.endInput();
    const end = await connector.ended;
    this.#note(connector);
    return end;
  }

  /**
   * Records that a state covers although they are neither in Zendesk, where a later record of the same thing may have
   * replaced them, nor among the rejected records.
   */
  missing(): readonly string[] {
    const { account, rejectFolder, streams } = this.#parts;
    const rejected = rejectedPositions(rejectFolder);
    return streams.flatMap((each, number) => {
      const written = each.held(account.simulator);
      const covered = Array.from({ length: this.cursors[number] ?? 0 }, (_, index) => index);
      const missing = covered.filter((index) => {
        const thing = each.thingAt(index);
        if (thing === undefined) return !rejected.has(positionText(each.stream.name, index));
        return (written.get(thing) ?? -1) < index;
      });
      return missing.map((index) => positionText(each.stream.name, index));
    });
  }

  #nextLines(): string[] {
    const { statesAhead, streams } = this.#parts;
    return linesFrom(streams, this.cursors, Math.max(...this.cursors) + statesAhead * STATE_EVERY);
  }

  #note({ output }: ConnectorProcess): void {
    this.states += output.states.length;
    this.cursors = this.#parts.streams.map((each, number) => {
      const states = output.states.filter((state) => state.stream?.stream_descriptor.name === each.stream.name);
      const start = this.cursors[number] ?? 0;
      expectNextStates(each, start, states);
      return start + states.length * STATE_EVERY;
    });
  }
}

/** Each state must be the next one of its stream, and count the records since the one before it. */
function expectNextStates({ stream: { name }, ...each }: KilledStream, start: number, states: readonly PrintedState[]) {
  const expected = states.map((_, place) => {
    const from = start + place * STATE_EVERY;
    const covered = Array.from({ length: STATE_EVERY }, (_none, offset) => from + offset);
    const rejected = covered.filter((index) => each.thingAt(index) === undefined).length;
    return { cursor: from + STATE_EVERY, written: STATE_EVERY - rejected, rejected };
  });
  const returned = states.map(({ destinationStats, stream }) => ({
    cursor: stream?.stream_state?.cursor,
    written: destinationStats.recordCount,
    rejected: destinationStats.rejectedRecordCount,
  }));
  expect({ name, states: returned }).toEqual({ name, states: expected });
}
