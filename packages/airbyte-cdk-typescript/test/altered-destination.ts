import { PassThrough, Transform } from "node:stream";

import { run } from "../src/run.ts";
import { commandFiles } from "../src/testing/destination-call.ts";
import { destinationEnd, awaitMessages } from "../src/testing/running-destination.ts";
import { type DestinationCall, DestinationOutput, MemoryHost, type RunningDestination } from "../src/testing.ts";
import { ListDestination } from "./list-destination.ts";

/** What a destination gets wrong. */
export interface Fault {
  /** Changes a line before the destination reads it. */
  readonly input?: (line: string) => string;
  /** Changes a line that the destination prints. undefined: it is not printed. */
  readonly output?: (line: string) => string | undefined;
  readonly code?: number;
  readonly signal?: "SIGKILL" | null;
  /** How long the check waits for what does not happen. */
  readonly longestMs?: number;
}

/** Starts a destination that is right but for the fault. */
export function startAltered(call: DestinationCall, fault: Fault): RunningDestination {
  const output = new DestinationOutput();
  const input = new PassThrough();
  const host = new MemoryHost({
    ...commandFiles(call),
    env: call.env ?? {},
    stdin: input.pipe(eachLine(fault.input ?? ((line) => line))),
    onOutput: (bytes) => {
      for (const line of bytes.toString().split("\n").filter(Boolean)) {
        const altered = fault.output ? fault.output(line) : line;
        if (altered !== undefined) output.add(`${altered}\n`);
      }
    },
  });
  const ended = run(new ListDestination(), host).then((code) => {
    const killed = host.kills[0]?.signal ?? null;
    const signal = fault.signal === undefined ? killed : fault.signal;
    return destinationEnd(output, { code: signal === null ? (fault.code ?? code) : null, signal, stderr: "" });
  });
  return {
    output,
    ended,
    send: async (lines) => {
      input.write(lines.map((line) => `${line}\n`).join(""));
    },
    endInput: (rest = "") => {
      input.end(rest);
    },
    kill: (signal) => {
      host.emit(signal);
    },
    seen: (matches, count) => awaitMessages({ output, ended }, matches, count),
  };
}

/** A chunk ends at the end of a line, as `send` writes it, or at the end of the input. */
function eachLine(alter: (line: string) => string): Transform {
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      done(null, chunk.toString().split("\n").map(alter).join("\n"));
    },
  });
}
