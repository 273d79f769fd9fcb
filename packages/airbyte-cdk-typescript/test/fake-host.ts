import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PassThrough } from "node:stream";

import { isJsonObject } from "../src/exact-json.ts";
import { MemoryHost } from "../src/testing/memory-host.ts";

/** A fake process that keeps what is printed, even if it is not a message. */
export class FakeHost extends MemoryHost {
  declare readonly stdin: PassThrough;
  readonly #printed: { text: string };

  constructor(args: readonly string[], env: Record<string, string> = {}) {
    const printed = { text: "" };
    super({
      args,
      env,
      onOutput: (bytes) => {
        printed.text += bytes.toString();
      },
    });
    this.#printed = printed;
  }

  get text(): string {
    return this.#printed.text;
  }

  get lines(): string[] {
    return this.text.split("\n").slice(0, -1);
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
