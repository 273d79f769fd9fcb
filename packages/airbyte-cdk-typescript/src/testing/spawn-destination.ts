import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

import type { StopSignal } from "../host.ts";
import { commandFiles, type DestinationCall } from "./destination-call.ts";
import { DestinationOutput } from "./destination-output.ts";
import { type DestinationEnd, destinationEnd, type RunningDestination, awaitMessages } from "./running-destination.ts";

/**
 * Starts a command of a destination in its own process, as Airbyte does: `spawnDestination(["node", "dist/main.js"],
 * call)`. Of this process's environment it gets only PATH. Its stdin stays open.
 */
export async function spawnDestination(program: readonly string[], call: DestinationCall): Promise<SpawnedDestination> {
  const folder = await mkdtemp(join(tmpdir(), "destination-"));
  const { args, files } = commandFiles(call, (name) => join(folder, name));
  for (const [path, content] of Object.entries(files)) await writeFile(path, content);
  return new SpawnedDestination([...program, ...args], call.env ?? {}, folder);
}

/** A command in its own process. */
export class SpawnedDestination implements RunningDestination {
  readonly output = new DestinationOutput();
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly ended: Promise<DestinationEnd>;
  #stderr = "";
  #failure: { readonly error: unknown } | undefined;

  /** `folder` is deleted at the end. */
  constructor([program = "", ...args]: readonly string[], env: Readonly<Record<string, string>>, folder: string) {
    this.child = spawn(program, args, { env: { PATH: process.env["PATH"], ...env }, stdio: ["pipe", "pipe", "pipe"] });
    // A destination that ends early breaks the pipe. Tests look at how it ended.
    this.child.stdin.on("error", () => {});
    this.child.stdout.on("data", (bytes: Buffer) => this.#read(bytes));
    this.child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr += text;
    });
    this.ended = this.#end(folder);
  }

  async send(lines: readonly string[]): Promise<void> {
    if (this.child.stdin.write(lines.map((line) => `${line}\n`).join(""))) return;
    await Promise.race([once(this.child.stdin, "drain").catch(() => this.ended), this.ended]);
  }

  endInput(rest = ""): void {
    this.child.stdin.end(rest);
  }

  kill(signal: StopSignal | "SIGKILL"): void {
    this.child.kill(signal);
  }

  seen(...[matches, count]: Parameters<RunningDestination["seen"]>): Promise<void> {
    return awaitMessages(this, matches, count);
  }

  #read(bytes: Buffer): void {
    try {
      this.output.add(bytes);
    } catch (error) {
      this.#failure ??= { error };
    }
  }

  async #end(folder: string): Promise<DestinationEnd> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node's documented arguments of the event
    const [code, signal] = (await once(this.child, "close")) as [number | null, NodeJS.Signals | null];
    await rm(folder, { recursive: true });
    if (this.#failure) throw this.#failure.error;
    return destinationEnd(this.output, { code, signal, stderr: this.#stderr });
  }
}
