import { type StartOptions, type StartedSimulator, type ZendeskSimulator, startSimulator } from "zendesk-simulator";
import { onTestFinished } from "vitest";
import { type ConfiguredStream, USERS, catalog } from "../input/airbyte-messages.ts";
import { configFor } from "../connector/connector-config.ts";
import { type CommandEnd, ConnectorProcess } from "../connector/connector-process.ts";

/** A user as the simulator dumps it. */
export interface SimulatedUser {
  readonly id: number;
  readonly name: string;
  readonly external_id: string | null;
  readonly email: string | null;
  readonly user_fields: Readonly<Record<string, unknown>>;
  readonly identities: readonly { readonly type: string; readonly value: string }[];
  readonly [attribute: string]: unknown;
}

/** A Zendesk on this machine for the length of one test. */
export async function simulatedAccount(options: StartOptions = {}): Promise<StartedSimulator> {
  const account = await startSimulator(options);
  onTestFinished(() => account.close());
  return account;
}

export interface WriteOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly streams?: readonly ConfiguredStream[];
  readonly env?: Readonly<Record<string, string>>;
  readonly shell?: string;
}

/** Starts `write` into the account; its input stays open. */
export function startWrite(account: StartedSimulator, options: WriteOptions = {}): Promise<ConnectorProcess> {
  const { settings, streams = [USERS], env, shell } = options;
  return ConnectorProcess.start("write", {
    config: configFor(account.credentials, settings),
    catalog: catalog(...streams),
    env: { ZENDESK_BASE_URL: account.baseUrl, ...env },
    ...(shell !== undefined && { shell }),
  });
}

/** A whole `write` into the account. */
export async function write(
  account: StartedSimulator,
  input: readonly string[],
  options?: WriteOptions,
): Promise<CommandEnd> {
  const connector = await startWrite(account, options);
  await connector.send(input);
  connector.endInput();
  return connector.ended;
}

/** All users but the account's owner, one JSON text each: digits as they are. */
export function userLinesOf(simulator: ZendeskSimulator, nowMs = Date.now()): readonly string[] {
  const answer = simulator.handle({ method: "GET", path: "/simulator/users", headers: {} }, nowMs);
  if (typeof answer === "string") throw new Error("the simulator's own paths meet no faults");
  const lines = [...(answer.chunks ?? [])].join("").trimEnd().split("\n");
  return lines.slice(1);
}

export function usersOf(simulator: ZendeskSimulator, nowMs?: number): readonly SimulatedUser[] {
  return userLinesOf(simulator, nowMs).map((line) => JSON.parse(line) as SimulatedUser);
}

/** How often each path was asked for: `POST /oauth/tokens`. */
export function requestsTo(simulator: ZendeskSimulator, nowMs = Date.now()): Readonly<Record<string, number>> {
  const answer = simulator.handle({ method: "GET", path: "/simulator/requests", headers: {} }, nowMs);
  if (typeof answer === "string") throw new Error("the simulator's own paths meet no faults");
  return (JSON.parse(answer.body) as { requests: Record<string, number> }).requests;
}

/** Puts users into the account as if they had always been there. */
export function seedUsers(
  simulator: ZendeskSimulator,
  users: readonly Readonly<Record<string, unknown>>[],
  nowMs = Date.now(),
): void {
  const request = { method: "POST", path: "/simulator/users", headers: {}, body: JSON.stringify(users) };
  const answer = simulator.handle(request, nowMs);
  if (typeof answer === "string" || answer.status >= 300) throw new Error(`seeding failed: ${JSON.stringify(answer)}`);
}
