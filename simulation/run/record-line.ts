import type { ScenarioRecord } from "../scenario/scenario.ts";

const EMITTED_AT = 1_795_389_056_425;

/** A record as its source writes it. */
export function recordLine({ changes, data, noise, stream }: ScenarioRecord): string {
  const { name, namespace } = stream.configured;
  const meta = changes && { changes: changes.map((change) => ({ ...change, reason: "SOURCE_RETRIEVAL_ERROR" })) };
  // "No namespace" can be written in three ways that mean the same.
  const written = namespace === "" ? null : namespace;
  const message = { stream: name, namespace: written, data, meta, emitted_at: EMITTED_AT };
  const line = JSON.stringify({ type: "RECORD", record: message });
  return noise === undefined ? line : `${noise}\n${line}`;
}
