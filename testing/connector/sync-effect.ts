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
import type { ConnectorOutput } from "./connector-output.ts";
import { type SimulatedUser, usersOf } from "../account/simulated-account.ts";
import { summaryOf } from "./sync-summary-line.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "./virtual-time.ts";

export interface SyncEffect {
  /** Users that live, whole, with identities and organizations. */
  readonly before: readonly SimulatedUser[];
  readonly after: readonly SimulatedUser[];
  /** `{created: 1, not_found: 2}`: every outcome that occurred, rejections by reason. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly output: ConnectorOutput;
}

export interface EffectOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly stream?: ConfiguredStream;
  /** Told of every record. */
  readonly changes?: readonly RecordChange[];
}

/** A whole sync of these records, and what it did to the account's users. */
export async function syncEffect(
  simulator: ZendeskSimulator,
  records: readonly RecordData[],
  { settings = {}, stream = USERS, changes }: EffectOptions = {},
): Promise<SyncEffect> {
  const before = usersOf(simulator, VIRTUAL_START);
  const input = [...records.map((data) => record(data, stream, changes)), streamState(1, stream)];
  const { code, output, endedAt } = await syncOnVirtualTime({ simulator, settings, streams: [stream], input });
  if (code !== 0) throw new Error(`The sync failed: ${JSON.stringify(output.errors)}`);
  return { before, after: usersOf(simulator, endedAt), outcomes: outcomesOf(output, stream.name), output };
}

/** The users before, but for these changes, by external id; null: gone. */
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

/** What the summary says, which must be what the states say. */
function outcomesOf(output: ConnectorOutput, stream: string): Readonly<Record<string, number>> {
  const { read: _read, rejected = 0, ...outcomes } = summaryOf(output, stream);
  const effects = Object.entries(output.counts).filter(([what, count]) => what !== "written" && count > 0);
  const { rejected: counted = 0, ...counts } = Object.fromEntries(effects);
  expect({ rejected, ...outcomes }).toMatchObject({ rejected: counted, ...counts });
  return outcomes;
}
