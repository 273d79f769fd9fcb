import { EventEmitter } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";

import { isJsonObject } from "../src/exact-json.ts";
import type { Host } from "../src/host.ts";

/** A fake process, which records what `run` does to it. */
export class FakeHost extends EventEmitter implements Host {
  readonly argv: readonly string[];
  readonly env: Record<string, string>;
  readonly stdin = new PassThrough();
  readonly stderr = new PassThrough();
  readonly stdout: Writable;
  readonly pid = 4711;
  readonly kills: { pid: number; signal: string }[] = [];
  exitCode: number | undefined;
  #output = "";

  constructor(args: readonly string[], env: Record<string, string> = {}) {
    super();
    this.argv = ["node", "main.js", ...args];
    this.env = env;
    this.stdout = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.#output += chunk.toString();
        done();
      },
    });
  }

  kill(pid: number, signal: string): void {
    this.kills.push({ pid, signal });
  }

  exit(code: number): void {
    this.exitCode = code;
  }

  get text(): string {
    return this.#output;
  }

  get lines(): string[] {
    return this.#output.split("\n").slice(0, -1);
  }

  messages(type?: string): Record<string, unknown>[] {
    const all = this.lines.map((line): unknown => JSON.parse(line)).filter(isJsonObject);
    return type === undefined ? all : all.filter((message) => message["type"] === type);
  }
}

/** Waits until the condition holds, without a clock. */
export async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}

/** A file with this JSON (or text, unchanged) in a temporary folder. */
export function temporaryFile(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), "airbyte-cdk-")), "file.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}
