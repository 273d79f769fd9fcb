import { setTimeout } from "node:timers/promises";
import type { StartedSimulator } from "zendesk-simulator";
import { isState } from "../../testing/connector/connector-output.ts";
import type { CommandEnd, ConnectorProcess } from "../../testing/connector/connector-process.ts";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import type { RequestRecorder } from "../../testing/account/request-recorder.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { type WriteOptions, startWrite } from "../../testing/account/simulated-account.ts";
import { STATE_EVERY, indexIn, isRefused, linesFrom, personAt } from "./source.ts";

/** What the source has ready when the connector starts. States cover part of it by the time of the kill. */
const AHEAD = 6 * STATE_EVERY;
/** Faults may hold a state back for a long time. */
const WAIT_AT_MOST_MS = 5000;

export interface KilledSyncParts {
  readonly account: StartedSimulator;
  /** Of the account's requests. */
  readonly recorder: RequestRecorder;
  readonly rejectFolder: string;
  readonly random: SeededRandom;
}

/** A sync that is killed and resumed from the last state that it returned, again and again. */
export class KilledSync {
  /** What the last returned state says. */
  cursor = 0;
  /** How many states were returned. */
  states = 0;
  readonly #parts: KilledSyncParts;
  readonly #options: WriteOptions;

  constructor(parts: KilledSyncParts) {
    this.#parts = parts;
    this.#options = {
      settings: { object_storage_config: { storage_type: "Local", path: parts.rejectFolder }, max_concurrent_jobs: 10 },
      env: { FLUSH_INTERVAL_SECONDS: "0.1" },
    };
  }

  /** Continues where the last state says, and kills: at any moment, or soon after a state was returned. */
  async killAtRandom(): Promise<void> {
    const { account, random, recorder } = this.#parts;
    const asked = recorder.next();
    const connector = await startWrite(account, this.#options);
    const feeding = connector.send(linesFrom(this.cursor, this.cursor + AHEAD));
    // A process needs most of its first second before it does anything that matters here.
    if (random.happens(0.9)) await asked;
    if (random.happens(0.5)) {
      const seen = connector.seen(isState, 1 + random.whole(4));
      await Promise.race([seen, setTimeout(WAIT_AT_MOST_MS)]);
      await setTimeout(random.whole(50));
    } else await setTimeout(random.whole(600));
    connector.kill("SIGKILL");
    const { signal } = await connector.ended;
    await feeding;
    if (signal !== "SIGKILL") throw new Error(`the connector ended before it was killed: ${String(signal)}`);
    this.#note(connector);
  }

  /** Continues without a kill, past everything that was ever sent. */
  async finish(): Promise<CommandEnd> {
    const connector = await startWrite(this.#parts.account, this.#options);
    await connector.send(linesFrom(this.cursor, this.cursor + AHEAD));
    connector.endInput();
    const end = await connector.ended;
    this.#note(connector);
    return end;
  }

  /**
   * Positions that a state covers although they are neither in Zendesk, where a later record of the same person may
   * have replaced them, nor among the rejected records.
   */
  missing(): readonly number[] {
    const written = new Map<string | null, number>();
    // Read directly: a request would end jobs that had not ended when the connector died.
    for (const { externalId, attributes } of this.#parts.account.simulator.account.users.all()) {
      written.set(externalId, indexIn(attributes["notes"]));
    }
    const rejected = new Set(rejectedIn(this.#parts.rejectFolder).map(({ record }) => indexIn(record["notes"])));
    const covered = Array.from({ length: this.cursor }, (_, index) => index);
    return covered.filter((index) =>
      isRefused(index) ? !rejected.has(index) : (written.get(`p${personAt(index)}`) ?? -1) < index,
    );
  }

  #note({ output }: ConnectorProcess): void {
    this.states += output.states.length;
    this.cursor = output.states.at(-1)?.stream?.stream_state?.cursor ?? this.cursor;
  }
}
