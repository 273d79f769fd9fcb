import { expect } from "vitest";
import type { StartedSimulator } from "zendesk-simulator";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import type { DestinationEnd, DestinationOutput } from "airbyte-cdk-typescript/testing";
import { peakMegabytes } from "../../testing/connector/process-memory.ts";
import { startWrite, usersOf } from "../../testing/account/simulated-account.ts";

const USERS = 100;
const PEAK_LIMIT_MB = 250;
/** From the signal to the end. */
const SIGTERM_LIMIT_MS = 10_000;

export interface HostileSync {
  /** When the connector is asked to end, unless it has already ended. */
  readonly until: (output: DestinationOutput) => boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export type HostileSyncEnd = Pick<DestinationEnd, "code" | "signal" | "output">;

/** Where it waits a second time, it has seen everything that it waits for. */
export function isWaiting({ messages }: DestinationOutput): boolean {
  return messages.filter(({ log }) => log?.message.startsWith("Waiting ")).length >= 2;
}

/**
 * Sends a hundred users into an account that may do anything. Throws if a secret was printed, if the connector took
 * more memory than allowed, panicked, or did not end when asked, or if a returned state is not true.
 */
export async function syncWithHostile(
  account: StartedSimulator,
  { until, settings = {} }: HostileSync,
): Promise<HostileSyncEnd> {
  const connector = await startWrite(account, { settings });
  const peak = peakMegabytes(connector.pid, connector.ended);
  await connector.send(Array.from({ length: USERS }, (_, index) => record({ external_id: `u${index}`, name: "User" })));
  await connector.send([streamState(1)]);
  connector.endInput();
  let askedAt = Infinity;
  const timer = setInterval(() => {
    if (askedAt < Infinity || !until(connector.output)) return;
    askedAt = performance.now();
    connector.kill("SIGTERM");
  }, 20);
  const end = await connector.ended;
  clearInterval(timer);
  expect(performance.now() - askedAt).toBeLessThan(SIGTERM_LIMIT_MS);
  expectHarmless(end, account);
  expect(await peak).toBeLessThan(PEAK_LIMIT_MB);
  return end;
}

function expectHarmless(
  { code, signal, output, stderr }: DestinationEnd,
  { credentials, simulator }: StartedSimulator,
): void {
  expect({ stderr, errors: output.errors.length }).toEqual({ stderr: "", errors: code === 1 ? 1 : 0 });
  expect(signal ?? code).toBeOneOf([0, 1, "SIGTERM"]);
  const printed = output.lines.join("\n");
  for (const secret of [credentials.client_secret, credentials.access_token, "Bearer "]) {
    expect(printed).not.toContain(secret);
  }
  if (output.states.length > 0) expect(usersOf(simulator)).toHaveLength(USERS);
}
