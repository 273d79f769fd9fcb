import { existsSync, fstatSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { Readable, type Writable } from "node:stream";

/** The signals that ask a process to end. */
export type StopSignal = "SIGTERM" | "SIGINT";

export type HostEvent = StopSignal | "uncaughtException" | "beforeExit";

/** What `run` needs from its process. */
export interface Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  /** For people at a terminal. */
  readonly stderr?: Writable;
  readonly pid: number;
  /** Reads the files named on the command line. By default, they are read from the disk. */
  readFile?(path: string): Promise<string>;
  on(event: HostEvent, listener: (reason: unknown) => void): unknown;
  off(event: HostEvent, listener: (reason: unknown) => void): unknown;
  kill(pid: number, signal: StopSignal): unknown;
  exit(code: number): unknown;
}

const STDIN = 0;

/** The process itself. */
export function processHost(): Host {
  return {
    argv: process.argv,
    env: process.env,
    // Only `write` opens it: an open stdin keeps other commands from ending.
    get stdin() {
      return isFolder(STDIN) ? brokenStdin("EISDIR") : process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    pid: process.pid,
    on: (event, listener) => process.on(event, listener),
    off: (event, listener) => process.off(event, listener),
    kill: (pid, signal) => process.kill(pid, signal),
    exit: exitAtOnce,
  };
}

const SHELL = "/bin/sh";

/**
 * Node's own exit waits for its threads. One of the file system may hang forever: at a pipe without a writer, or a network disk
 * that is gone. One that compiles may wait for a garbage collection, which never comes once the process is ending
 * (https://github.com/nodejs/node/issues/54918). Replacing the process with another program ends it with the same code and
 * waits for nothing.
 */
function exitAtOnce(code: number): void {
  if (process.execve && existsSync(SHELL) && !isProfiled()) {
    process.emit("exit", code);
    flushCompileCache();
    process.execve(SHELL, ["sh", "-c", `exit ${code}`]);
  }
  process.exit(code);
}

/** Node writes profiles and coverage only at its own exit. */
function isProfiled(): boolean {
  const { NODE_OPTIONS = "", NODE_V8_COVERAGE } = process.env;
  return NODE_V8_COVERAGE !== undefined || /--(?:cpu|heap)-prof/.test([NODE_OPTIONS, ...process.execArgv].join(" "));
}

/** For a folder, Node gives an empty stdin, so a sync of no records would succeed. */
function isFolder(fd: number): boolean {
  try {
    return fstatSync(fd).isDirectory();
  } catch {
    return false;
  }
}

function brokenStdin(code: string): Readable {
  return new Readable({
    read() {
      this.destroy(Object.assign(new Error("stdin cannot be read"), { code }));
    },
  });
}
