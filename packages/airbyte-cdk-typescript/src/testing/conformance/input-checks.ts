import { recordLine, streamStateLine } from "../input-lines.ts";
import { isState } from "../printed-message.ts";
import type { Trial } from "./conformance-subject.ts";
import { expectCounts, expectFailure, expectStates, expectSuccess, expectThat, howItEnded } from "./expectation.ts";

/** PyAirbyte kills a destination this long after its SIGTERM. */
const LONGEST_AFTER_SIGNAL_MS = 10_000;

export async function checkLenientInput(trial: Trial): Promise<void> {
  const state = streamStateLine(trial.descriptor, 1);
  const end = await trial.write([
    `\uFEFF${trial.record()}`,
    "",
    "a line that is not JSON",
    '"JSON that is not a message"',
    '{"type":"LOG","log":{"level":"INFO","message":"from the source"},"record":null}',
    '{"type":"TRACE","trace":{"type":"ESTIMATE","emitted_at":1.0,"estimate":{"name":"x","type":"STREAM"}}}',
    '{"type":"A_LATER_TYPE","later":{}}',
    withNulls(trial.record(), "namespace"),
    withEmptyNamespace(trial.record()),
    `${trial.record()}\r`,
    `${state}\r`,
  ]);
  expectSuccess(end);
  expectStates(end, [state]);
  expectCounts(end, [[4, 0]]);
}

/** As PyAirbyte writes a RECORD: every field that is not set is null. */
function withNulls(line: string, field: string): string {
  return line.replace(
    '"record":{',
    `"state":null,"log":null,"record":{"meta":null,"${field}":null,"file_reference":null,`,
  );
}

function withEmptyNamespace(line: string): string {
  return line.replace('"record":{', '"record":{"namespace":"",');
}

export async function checkCutInput(trial: Trial): Promise<void> {
  const state = streamStateLine(trial.descriptor, 1);
  const end = await trial.write([trial.record(), state, trial.record()], trial.record().slice(0, -10));
  expectFailure(end);
  expectStates(end, [state]);
}

export async function checkUnlistedStream(trial: Trial): Promise<void> {
  const unlisted = { name: `${trial.descriptor.name}_that_is_not_in_the_catalog` };
  const state = streamStateLine(trial.descriptor, 1);
  const end = await trial.write([
    trial.record(),
    state,
    recordLine(unlisted, { id: 1 }),
    streamStateLine(trial.descriptor, 2),
  ]);
  expectFailure(end);
  expectStates(end, [state]);
}

export async function checkOpenInput(trial: Trial): Promise<void> {
  const state = streamStateLine(trial.descriptor, 1);
  const running = await trial.startWrite();
  await running.send([trial.record(), trial.record(), state]);
  await trial.within(running.seen(isState), "no state had come back while stdin stayed open");
  await running.send([trial.record()]);
  const killedAt = performance.now();
  running.kill("SIGTERM");
  const end = await trial.within(running.ended, "it was still running in spite of SIGTERM");
  const tookMs = performance.now() - killedAt;
  expectThat(tookMs < LONGEST_AFTER_SIGNAL_MS, `It ran for ${Math.round(tookMs / 1000)} s after SIGTERM.`);
  expectThat(
    end.signal === "SIGTERM" || end.code === 143,
    `It ended with ${howItEnded(end)}, and not by SIGTERM, so that its end looks like that of the input.`,
  );
  expectThat(end.errors.length === 0, `It printed a TRACE ERROR after SIGTERM: ${end.errors[0]?.message}`);
  expectStates(end, [state]);
  expectCounts(end, [[2, 0]]);
}
