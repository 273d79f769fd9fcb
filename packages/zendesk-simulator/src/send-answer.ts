import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import type { SimulatorAnswer } from "./wire.ts";

/** Errors of a client that does not wait for the end of an answer; some answers never end. */
const CLIENT_LEFT: ReadonlySet<string> = new Set(["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE", "ABORT_ERR"]);

/** Sends an answer over HTTP the way it should arrive: at once or slowly, whole or cut off. */
export async function sendAnswer(answer: SimulatorAnswer, response: ServerResponse): Promise<void> {
  const { status, headers, body, chunks, bytesPerSecond, isCutOff } = answer;
  response.writeHead(status, headers);
  if (isCutOff === true) {
    response.write(body, () => response.destroy());
  } else if (chunks === undefined && bytesPerSecond === undefined) {
    response.end(body);
  } else {
    const pieces = chunks ?? [body];
    const source = bytesPerSecond === undefined ? pieces : slowly(pieces, bytesPerSecond, response);
    await pipeline(Readable.from(source), response).catch((error: NodeJS.ErrnoException) => {
      if (!CLIENT_LEFT.has(error.code ?? "")) throw error;
    });
  }
}

async function* slowly(
  pieces: Iterable<string>,
  bytesPerSecond: number,
  response: ServerResponse,
): AsyncGenerator<Buffer> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    for (let start = 0; start < bytes.length; start += bytesPerSecond) {
      yield bytes.subarray(start, start + bytesPerSecond);
      await setTimeout(1000, undefined, { signal: gone.signal });
    }
  }
}
