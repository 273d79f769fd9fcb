import { expect } from "vitest";
import type { ZendeskSimulator } from "zendesk-simulator";
import {
  type ConfiguredStream,
  type RecordChange,
  type RecordData,
  USERS,
  record,
  streamState,
} from "../input/airbyte-messages.ts";
import type { DestinationOutput } from "airbyte-cdk-typescript/testing";
import { type SimulatedUser, usersOf } from "../account/simulated-account.ts";
import { summaryOf } from "./sync-summary-line.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "./virtual-time.ts";

export interface SyncEffect<Held = SimulatedUser> {
  /** What the account holds: all users who are not deleted, with identities and organizations. */
  readonly before: readonly Held[];
  readonly after: readonly Held[];
  /** `{created: 1, not_found: 2}`: every outcome that occurred, rejections by reason. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly output: DestinationOutput;
  readonly endedAt: number;
}

/** All that an account holds of one object. */
export type ReadHeld<Held> = (simulator: ZendeskSimulator, nowMs: number) => readonly Held[];

export interface EffectOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly stream?: ConfiguredStream;
  /** Called for every record. */
  readonly changes?: readonly RecordChange[];
  /** For a second sync into an account: when the first one ended. */
  readonly startAt?: number;
}

/** A whole sync of these records, and its effect on the account's users. */
export function syncEffect(
  simulator: ZendeskSimulator,
  records: readonly RecordData[],
  options: EffectOptions = {},
): Promise<SyncEffect> {
  return syncEffectOn(usersOf, simulator, records, options);
}

/** A whole sync of these records, and its effect on what `read` reads. */
export async function syncEffectOn<Held>(
  read: ReadHeld<Held>,
  simulator: ZendeskSimulator,
  records: readonly RecordData[],
  { settings = {}, stream = USERS, changes, startAt = VIRTUAL_START }: EffectOptions,
): Promise<SyncEffect<Held>> {
  const before = read(simulator, startAt);
  const input = [...records.map((data) => record(data, stream, changes)), streamState(1, stream)];
  const { code, output, endedAt } = await syncOnVirtualTime({ simulator, settings, streams: [stream], input, startAt });
  if (code !== 0) throw new Error(`The sync failed: ${JSON.stringify(output.errors)}`);
  const outcomes = outcomesOf(output, stream.name, settings["dry_run"] === true);
  return { before, after: read(simulator, endedAt), outcomes, output, endedAt };
}

/** The users before the sync, with these changes by external id; null: the user is gone. */
export function usersWith(
  { before }: { readonly before: readonly { readonly external_id: string | null }[] },
  changes: Readonly<Record<string, RecordData | null>>,
): readonly unknown[] {
  return before.flatMap((held) => {
    const change = changes[held.external_id ?? ""];
    if (change === null) return [];
    return [change === undefined ? held : { ...held, ...change, updated_at: ANY_TIME }];
  });
}

export const ANY_TIME = expect.stringMatching(/^2026-11-22T/) as unknown;

/** The counts of the summary, which must equal those of the states. A dry run returns no states. */
function outcomesOf(output: DestinationOutput, stream: string, isDryRun: boolean): Readonly<Record<string, number>> {
  const { read: _read, rejected = 0, ...outcomes } = summaryOf(output, stream);
  if (isDryRun) {
    expect(output.states).toEqual([]);
    return outcomes;
  }
  const effects = Object.entries(output.counts).filter(([what, count]) => what !== "written" && count > 0);
  const { rejected: counted = 0, ...counts } = Object.fromEntries(effects);
  expect({ rejected, ...outcomes }).toMatchObject({ rejected: counted, ...counts });
  return outcomes;
}
