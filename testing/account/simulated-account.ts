import { type StartOptions, type StartedSimulator, type ZendeskSimulator, startSimulator } from "zendesk-simulator";
import { onTestFinished } from "vitest";
import { type ConfiguredStream, USERS, catalog } from "../input/airbyte-messages.ts";
import { configFor } from "../connector/connector-config.ts";
import type { DestinationEnd } from "airbyte-cdk-typescript/testing";
import { ConnectorProcess } from "../connector/connector-process.ts";

/** A user as the simulator prints it. */
export interface SimulatedUser {
  readonly id: number;
  readonly name: string;
  readonly external_id: string | null;
  readonly email: string | null;
  readonly user_fields: Readonly<Record<string, unknown>>;
  readonly identities: readonly { readonly type: string; readonly value: string }[];
  readonly [attribute: string]: unknown;
}

/** A simulated Zendesk on this machine for the duration of one test. */
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
): Promise<DestinationEnd> {
  const connector = await startWrite(account, options);
  await connector.send(input);
  connector.endInput();
  return connector.ended;
}

/** All users except the account's owner, one JSON text each, with all digits. */
export function userLinesOf(simulator: ZendeskSimulator, nowMs = Date.now()): readonly string[] {
  return linesOf(simulator, "users", nowMs).slice(1);
}

export function usersOf(simulator: ZendeskSimulator, nowMs?: number): readonly SimulatedUser[] {
  return userLinesOf(simulator, nowMs).map((line) => JSON.parse(line) as SimulatedUser);
}

/** An organization as the simulator prints it. */
export interface SimulatedOrganization {
  readonly id: number;
  readonly name: string;
  readonly external_id: string | null;
  readonly [attribute: string]: unknown;
}

export function organizationsOf(simulator: ZendeskSimulator, nowMs = Date.now()): readonly SimulatedOrganization[] {
  return linesOf(simulator, "organizations", nowMs).map((line) => JSON.parse(line) as SimulatedOrganization);
}

/** A record of a custom object as the simulator prints it. */
export interface SimulatedRecord {
  readonly id: string;
  readonly name: string;
  readonly external_id: string | null;
  readonly custom_object_fields: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

export function recordsOf(simulator: ZendeskSimulator, key: string, nowMs = Date.now()): readonly SimulatedRecord[] {
  return linesOf(simulator, recordsPath(key), nowMs).map((line) => JSON.parse(line) as SimulatedRecord);
}

/** A ticket as the simulator prints it. */
export interface SimulatedTicket {
  readonly id: number;
  readonly external_id: string | null;
  readonly [attribute: string]: unknown;
}

export function ticketsOf(simulator: ZendeskSimulator, nowMs = Date.now()): readonly SimulatedTicket[] {
  return linesOf(simulator, "tickets", nowMs).map((line) => JSON.parse(line) as SimulatedTicket);
}

function linesOf(simulator: ZendeskSimulator, things: string, nowMs: number): readonly string[] {
  const answer = simulator.handle({ method: "GET", path: `/simulator/${things}`, headers: {} }, nowMs);
  if (typeof answer === "string") throw new Error("the simulator's own paths meet no faults");
  return [...(answer.chunks ?? [])]
    .join("")
    .split("\n")
    .filter((line) => line !== "");
}

/** How often each path was requested: `POST /oauth/tokens`. */
export function requestsTo(simulator: ZendeskSimulator, nowMs = Date.now()): Readonly<Record<string, number>> {
  const answer = simulator.handle({ method: "GET", path: "/simulator/requests", headers: {} }, nowMs);
  if (typeof answer === "string") throw new Error("the simulator's own paths meet no faults");
  return (JSON.parse(answer.body) as { requests: Record<string, number> }).requests;
}

type Seed = readonly Readonly<Record<string, unknown>>[];

/** Puts users into the account as if they had always been there. */
export function seedUsers(simulator: ZendeskSimulator, users: Seed, nowMs = Date.now()): void {
  seed(simulator, "users", users, nowMs);
}

/** Puts organizations into the account as if they had always been there. */
export function seedOrganizations(simulator: ZendeskSimulator, organizations: Seed, nowMs = Date.now()): void {
  seed(simulator, "organizations", organizations, nowMs);
}

/** Puts records of a custom object into the account as if they had always been there. */
export function seedRecords(simulator: ZendeskSimulator, key: string, records: Seed, nowMs = Date.now()): void {
  seed(simulator, recordsPath(key), records, nowMs);
}

function recordsPath(key: string): string {
  return `custom_objects/${key}/records`;
}

/** Puts tickets into the account as imports. */
export function seedTickets(simulator: ZendeskSimulator, tickets: Seed, nowMs = Date.now()): void {
  seed(simulator, "tickets", tickets, nowMs);
}

function seed(simulator: ZendeskSimulator, things: string, bodies: Seed, nowMs: number): void {
  const request = { method: "POST", path: `/simulator/${things}`, headers: {}, body: JSON.stringify(bodies) };
  const answer = simulator.handle(request, nowMs);
  if (typeof answer === "string" || answer.status >= 300) throw new Error(`seeding failed: ${JSON.stringify(answer)}`);
}
