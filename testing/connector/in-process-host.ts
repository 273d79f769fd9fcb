import { readFileSync } from "node:fs";
import { Readable, Writable } from "node:stream";
import type { Host } from "airbyte-cdk-typescript";
import type { ConnectorOutput } from "./connector-output.ts";

interface InProcess {
  /** What follows `node main.js`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly input: Iterable<string | Buffer> | AsyncIterable<string | Buffer>;
  readonly output: ConnectorOutput;
  /** Told what is written to stdout, byte for byte. */
  readonly onOutput?: ((bytes: Buffer) => void) | undefined;
}

/** What a connector that runs in this process needs of the process that it believes to be. */
export function inProcessHost({ args, env, input, output, onOutput }: InProcess): Host {
  return {
    argv: ["node", "main.js", ...args],
    env,
    stdin: Readable.from(input, { objectMode: false }),
    stdout: new Writable({
      decodeStrings: false,
      write: (text: string | Buffer, _encoding, done) => {
        onOutput?.(Buffer.from(text));
        output.add(text.toString());
        done();
      },
    }),
    pid: 0,
    // At once: on virtual time, a command's time limit would be over before the disk answers.
    readFile: (path) => Promise.resolve(readFileSync(path, "utf8")),
    on: () => {},
    off: () => {},
    kill: () => {},
    exit: () => {},
  };
}
