import { Readable, Writable } from "node:stream";
import type { Host } from "airbyte-cdk-typescript";
import type { TimerOwner } from "./virtual-clock.ts";
import { runningOwner } from "./virtual-globals.ts";

type Signals = "SIGTERM" | "uncaughtException";

interface VirtualProcessOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Content by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Called when the process is ready for input. */
  readonly onHungry: () => void;
  /** Called with each whole line of stdout. */
  readonly onLine: (line: string) => void;
  /** Calls back when the reader of stdout has read what was written. */
  readonly onBlocked: (done: () => void) => void;
}

/** A simulated process with what `run` needs. Once it is killed, nothing in it happens any more. */
export class VirtualProcess implements Host, TimerOwner {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly pid = 1;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly #options: VirtualProcessOptions;
  readonly #listeners = new Map<Signals, Set<(reason: unknown) => void>>();
  #isAlive = true;
  #hasDiedBySigterm = false;
  #rest = "";

  constructor(options: VirtualProcessOptions) {
    this.#options = options;
    this.argv = ["node", "main.js", ...options.args];
    this.env = options.env;
    this.stdin = new Readable({ read: options.onHungry });
    this.stdout = new Writable({
      decodeStrings: false,
      write: (chunk: string | Buffer, _encoding, done) => {
        if (this.#isAlive) this.#print(chunk.toString());
        options.onBlocked(done);
      },
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Whether it ended in the way expected after a signal. */
  get hasDiedBySigterm(): boolean {
    return this.#hasDiedBySigterm;
  }

  enter(action: () => void): void {
    runningOwner.run(this, action);
  }

  readFile(path: string): Promise<string> {
    const content = this.#options.files.get(path);
    return content === undefined ? Promise.reject(new Error(`no file ${path}`)) : Promise.resolve(content);
  }

  on(signal: Signals, listener: (reason: unknown) => void): void {
    const listeners = this.#listeners.get(signal) ?? new Set();
    this.#listeners.set(signal, listeners.add(listener));
  }

  off(signal: Signals, listener: (reason: unknown) => void): void {
    this.#listeners.get(signal)?.delete(listener);
  }

  /** SIGTERM from outside. The process has a handler for it as soon as it has started. */
  terminate(): void {
    const listeners = this.#listeners.get("SIGTERM");
    if (!listeners || listeners.size === 0) {
      this.#hasDiedBySigterm = true;
      this.sigkill();
    } else for (const listener of listeners) this.enter(() => listener("SIGTERM"));
  }

  /** SIGKILL. */
  sigkill(): void {
    this.#isAlive = false;
  }

  kill(): void {
    this.#hasDiedBySigterm = true;
  }

  exit(): void {
    this.#isAlive = false;
  }

  #print(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) if (this.#isAlive) this.#options.onLine(line);
  }
}
