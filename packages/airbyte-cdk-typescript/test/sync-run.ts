import { type Destination, type RecordSink, TransientError } from "../src/index.ts";
import { run } from "../src/run.ts";
import { FakeHost } from "./fake-host.ts";
import { catalogFile, configFile, RecordingDestination } from "./recording-destination.ts";

export type Overrides = Partial<Destination<never> & RecordSink>;

/** Starts `write` for the streams `a` and `b`; its input stays open. */
export function start(overrides: Overrides = {}, env: Record<string, string> = {}) {
  const args = ["write", "--config", configFile(), "--catalog", catalogFile("a", "b")];
  const host = new FakeHost(args, env);
  const destination = new RecordingDestination(overrides);
  return { host, destination, code: run(destination, host) };
}

/** Writes every record at once. */
export const writing: Overrides = {
  write: (record) => {
    record.written("created");
  },
};

export const states = (host: FakeHost) => host.messages("STATE").map(({ state }) => state);
export const traces = (host: FakeHost) => host.messages("TRACE").map(({ trace }) => trace);

export function fail(): never {
  throw new TransientError("Try later.");
}

export async function failLater(): Promise<never> {
  fail();
}
