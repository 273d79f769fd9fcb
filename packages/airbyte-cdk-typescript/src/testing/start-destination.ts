import { once } from "node:events";
import { PassThrough } from "node:stream";

import type { Destination } from "../destination.ts";
import type { StopSignal } from "../host.ts";
import { run } from "../run.ts";
import { commandFiles, type DestinationCall } from "./destination-call.ts";
import { DestinationOutput } from "./destination-output.ts";
import { MemoryHost } from "./memory-host.ts";
import { type DestinationEnd, destinationEnd, type RunningDestination, awaitMessages } from "./running-destination.ts";

/** Starts a command of a destination in this process. Its stdin stays open. Signals reach only the destination. */
export function startDestination<Config>(destination: Destination<Config>, call: DestinationCall): RunningDestination {
  return new DestinationInProcess(destination, call);
}

class DestinationInProcess<Config> implements RunningDestination {
  readonly output = new DestinationOutput();
  readonly ended: Promise<DestinationEnd>;
  readonly #stdin = new PassThrough();
  readonly #host: MemoryHost;

  constructor(destination: Destination<Config>, call: DestinationCall) {
    this.#host = new MemoryHost({
      ...commandFiles(call),
      env: call.env ?? {},
      stdin: this.#stdin,
      onOutput: (bytes) => this.output.add(bytes),
    });
    this.ended = this.#end(destination);
  }

  async send(lines: readonly string[]): Promise<void> {
    if (this.#stdin.destroyed || this.#stdin.write(lines.map((line) => `${line}\n`).join(""))) return;
    await Promise.race([once(this.#stdin, "drain").catch(() => this.ended), this.ended]);
  }

  endInput(rest = ""): void {
    if (!this.#stdin.destroyed) this.#stdin.end(rest);
  }

  kill(signal: StopSignal): void {
    this.#host.emit(signal);
  }

  seen(...[matches, count]: Parameters<RunningDestination["seen"]>): Promise<void> {
    return awaitMessages(this, matches, count);
  }

  async #end(destination: Destination<Config>): Promise<DestinationEnd> {
    const code = await run(destination, this.#host);
    const [killed] = this.#host.kills;
    return destinationEnd(this.output, {
      code: killed ? null : code,
      signal: killed?.signal ?? null,
      stderr: String(this.#host.stderr.read() ?? ""),
    });
  }
}
