import { EventEmitter } from "node:events";
import { readFile } from "node:fs/promises";
import { PassThrough, type Readable, Writable } from "node:stream";

import type { Host, StopSignal } from "../host.ts";

export interface MemoryHostOptions {
  /** What follows the program's name on the command line. */
  readonly args: readonly string[];
  /** The content of files by path. Others are read from the disk. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** By default, one that the test writes to. */
  readonly stdin?: Readable;
  /** Called with what is written to stdout, byte for byte. */
  readonly onOutput?: (bytes: Buffer) => void;
}

/** Stands in for the process of a destination. Signals are events: `host.emit("SIGTERM")`. */
export class MemoryHost extends EventEmitter implements Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr = new PassThrough();
  readonly pid = 4711;
  /** The signals that the process has sent, which is how it dies by one. */
  readonly kills: { readonly pid: number; readonly signal: StopSignal }[] = [];
  exitCode: number | undefined;
  readonly #files: Readonly<Record<string, string>>;

  constructor({ args, files = {}, env = {}, stdin = new PassThrough(), onOutput = () => {} }: MemoryHostOptions) {
    super();
    this.argv = ["node", "main.js", ...args];
    this.env = env;
    this.stdin = stdin;
    this.#files = files;
    this.stdout = new Writable({
      write: (bytes: Buffer, _encoding, done) => {
        onOutput(bytes);
        done();
      },
    });
  }

  /** Not from the disk if it need not be: on fake timers, a command would time out before the disk answers. */
  readFile(path: string): Promise<string> {
    const content = this.#files[path];
    return content === undefined ? readFile(path, "utf8") : Promise.resolve(content);
  }

  kill(pid: number, signal: StopSignal): void {
    this.kills.push({ pid, signal });
  }

  exit(code: number): void {
    this.exitCode = code;
  }
}
