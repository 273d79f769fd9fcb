import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import type { Host, StopSignal } from "./host.ts";
import { StopSignals } from "./stop-signals.ts";

function hostOf(events: EventEmitter, killedBy: StopSignal[]): Host {
  return {
    argv: [],
    env: {},
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    pid: 1,
    on: (event, listener) => events.on(event, listener),
    off: (event, listener) => events.off(event, listener),
    kill: (_pid, signal) => killedBy.push(signal),
    exit: () => {},
  };
}

it.each<{ signals: readonly StopSignal[]; exitCode: number }>([
  { signals: ["SIGINT", "SIGTERM"], exitCode: 130 },
  { signals: ["SIGTERM", "SIGINT"], exitCode: 143 },
])("the first of the signals $signals decides how the process dies", ({ exitCode, signals }) => {
  const events = new EventEmitter();
  const killedBy: StopSignal[] = [];
  const stop = new StopSignals(hostOf(events, killedBy));
  for (const each of signals) events.emit(each);
  expect(stop.signal.aborted).toBe(true);
  expect(stop.die()).toBe(exitCode);
  expect(killedBy).toEqual(signals.slice(0, 1));
});
