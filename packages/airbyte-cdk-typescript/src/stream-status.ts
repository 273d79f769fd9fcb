import type { OutputMessage, StreamDescriptor } from "./protocol.ts";

/** Reports to Airbyte that a stream waits for a rate limit until then. It is shown until the stream's next record. */
export function rateLimitedStatus({ name, namespace }: StreamDescriptor, until: Date): OutputMessage {
  return {
    type: "TRACE",
    trace: {
      type: "STREAM_STATUS",
      emitted_at: Date.now(),
      stream_status: {
        stream_descriptor: namespace === undefined ? { name } : { name, namespace },
        status: "RUNNING",
        reasons: [{ type: "RATE_LIMITED", rate_limited: { quota_reset: until.getTime() } }],
      },
    },
  };
}
