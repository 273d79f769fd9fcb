import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";

/** S3's answers to these requests have a few lines. The SDK would read the whole answer, however long. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** Cuts off an answer that is longer than any of S3's. */
export function limitAnswers(client: S3Client): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (hasStream(response)) response.body = Readable.from(limited(response.body), { objectMode: false });
      return result;
    },
    // Right behind the network, before anything reads the answer.
    { step: "deserialize", priority: "low", name: "limitAnswers" },
  );
}

function hasStream(response: unknown): response is { body: Readable } {
  return typeof response === "object" && response !== null && "body" in response && response.body instanceof Readable;
}

async function* limited(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) {
      throw Object.assign(new Error("the answer is too large"), { code: "ERR_ANSWER_TOO_LARGE" });
    }
    yield chunk;
  }
}
