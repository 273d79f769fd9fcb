import { Readable } from "node:stream";
import { type DestinationOutput, MemoryHost, commandFiles } from "airbyte-cdk-typescript/testing";

interface InProcess {
  readonly command: "check" | "discover" | "write";
  /** The files that the command needs, as JSON values. */
  readonly files: { readonly config: unknown; readonly catalog?: unknown };
  readonly env: Readonly<Record<string, string>>;
  readonly input: Iterable<string | Buffer> | AsyncIterable<string | Buffer>;
  readonly output: DestinationOutput;
  /** Called with what is written to stdout, byte for byte. */
  readonly onOutput?: ((bytes: Buffer) => void) | undefined;
}

/** Stands in for the process of a connector that runs in this one. */
export function inProcessHost({ command, files, env, input, output, onOutput }: InProcess): MemoryHost {
  return new MemoryHost({
    ...commandFiles({ command, ...files }),
    env,
    stdin: Readable.from(input, { objectMode: false }),
    onOutput: (bytes) => {
      onOutput?.(bytes);
      output.add(bytes);
    },
  });
}
