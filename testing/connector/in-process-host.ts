import { Readable, Writable } from "node:stream";
import type { Host } from "airbyte-cdk-typescript";
import type { ConnectorOutput } from "./connector-output.ts";

interface InProcess {
  readonly command: "check" | "discover" | "write";
  /** The files that the command needs, as JSON values. */
  readonly files: { readonly config: unknown; readonly catalog?: unknown };
  readonly env: Readonly<Record<string, string>>;
  readonly input: Iterable<string | Buffer> | AsyncIterable<string | Buffer>;
  readonly output: ConnectorOutput;
  /** Called with what is written to stdout, byte for byte. */
  readonly onOutput?: ((bytes: Buffer) => void) | undefined;
}

/** Stands in for the process of a connector that runs in this one. */
export function inProcessHost({ command, files, env, input, output, onOutput }: InProcess): Host {
  const texts = new Map(Object.entries(files).map(([name, content]) => [`${name}.json`, JSON.stringify(content)]));
  const options = Object.keys(files).flatMap((name) => [`--${name}`, `${name}.json`]);
  return {
    argv: ["node", "main.js", command, ...options],
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
    // From memory: on virtual time, a command would time out before the disk answers.
    readFile: (path) => Promise.resolve(texts.get(path) ?? ""),
    on: () => {},
    off: () => {},
    kill: () => {},
    exit: () => {},
  };
}
