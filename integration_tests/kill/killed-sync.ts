import { setTimeout } from "node:timers/promises";
import type { StartedSimulator } from "zendesk-simulator";
import { isState } from "../../testing/connector/connector-output.ts";
import type { CommandEnd, ConnectorProcess } from "../../testing/connector/connector-process.ts";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import type { RequestRecorder } from "../../testing/account/request-recorder.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { type WriteOptions, startWrite } from "../../testing/account/simulated-account.ts";
import { STATE_EVERY, indexIn, isRefused, linesFrom, personAt } from "./source.ts";

/** What the source has ready when the connector is started; a part of it is covered by the time of the kill. */
const AHEAD = 6 * STATE_EVERY;
/** Faults may keep a state away for long. */
const WAIT_AT_MOST_MS = 5000;

export interface KilledSyncParts {
  readonly account: StartedSimulator;
  /** Of the account's requests. */
  readonly recorder: RequestRecorder;
  readonly rejectFolder: string;
  readonly random: SeededRandom;
}

/** A sync that is killed and resumed from the last state that came out, again and again. */
export class KilledSync {
  /** What the last state that came out says. */
  cursor = 0;
  /** How many came out. */
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

  /** Starts where the last state says, and kills: at any moment, or about when a state has come out. */
  async killAtRandom(): Promise<void> {
    const { account, random, recorder } = this.#parts;
    const asked = recorder.next();
    const connector = await startWrite(account, this.#options);
    const feeding = connector.send(linesFrom(this.cursor, this.cursor + AHEAD));
    // Most of a process's first second goes by before it has done anything that counts.
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

  /** Goes on without a kill, past all that was ever sent. */
  async finish(): Promise<CommandEnd> {
    const connector = await startWrite(this.#parts.account, this.#options);
    await connector.send(linesFrom(this.cursor, this.cursor + AHEAD));
    connector.endInput();
    const end = await connector.ended;
    this.#note(connector);
    return end;
  }

  /**
   * Positions that a state covers, and that are neither in Zendesk, where a later record of the same person may have
   * followed, nor among the rejected records.
   */
  missing(): readonly number[] {
    const written = new Map<string | null, number>();
    // Looked at directly: a request would let jobs end that had not when the connector died.
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
