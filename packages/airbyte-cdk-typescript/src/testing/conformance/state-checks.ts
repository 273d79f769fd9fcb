import { globalStateLine, legacyStateLine, streamStateLine } from "../input-lines.ts";
import type { Trial } from "./conformance-subject.ts";
import { expectCounts, expectStates, expectSuccess } from "./expectation.ts";

export async function checkCounts(trial: Trial): Promise<void> {
  const rejected = trial.rejectedRecords();
  const states = [1, 2, 3].map((cursor) => streamStateLine(trial.descriptor, cursor));
  const [first = "", second = "", last = ""] = states;
  const lines = [trial.record(), ...rejected, trial.record(), first, trial.record(), second, last];
  const end = await trial.write(lines);
  expectSuccess(end);
  expectStates(end, states);
  expectCounts(end, [
    [2, rejected.length],
    [1, 0],
    [0, 0],
  ]);
}

export async function checkGlobalStates(trial: Trial): Promise<void> {
  const states = [1, 2].map((cursor) => globalStateLine([trial.descriptor], cursor));
  await checkStatesOfAll(trial, states);
}

export async function checkLegacyStates(trial: Trial): Promise<void> {
  await checkStatesOfAll(trial, [1, 2].map(legacyStateLine));
}

async function checkStatesOfAll(trial: Trial, states: readonly string[]): Promise<void> {
  const end = await trial.write(states.flatMap((state) => [trial.record(), trial.record(), state]));
  expectSuccess(end);
  expectStates(end, states);
  expectCounts(end, [
    [2, 0],
    [2, 0],
  ]);
}

export async function checkLosslessStates(trial: Trial): Promise<void> {
  const states = unusualStates(JSON.stringify(trial.descriptor));
  const end = await trial.write(states.flatMap((state) => [trial.record(), state]));
  expectSuccess(end);
  expectStates(end, states);
  expectCounts(
    end,
    states.map(() => [1, 0]),
  );
}

/** States as sources may write them. Parsing and printing them again would change each. */
function unusualStates(descriptor: string): readonly string[] {
  const stream = (state: string): string => `"stream":{"stream_descriptor":${descriptor},"stream_state":${state}}`;
  return [
    // A number beyond 2^53.
    `{"type":"STATE","state":{"type":"STREAM",${stream('{"lsn":12345678901234567890}')}}}`,
    // A fraction of zero, an exponent, more digits than fit into a double.
    `{"type":"STATE","state":{"type":"STREAM",${stream('{"a":1.0,"b":1E+2,"c":0.10000000000000000001}')}}}`,
    // Fields that are in no protocol, and the platform's own id.
    `{"type":"STATE","state":{"type":"STREAM","id":7,${stream("{}")},"sourceStats":{"recordCount":1.0},"later":[1,{}]},"emitted":true}`,
    // As PyAirbyte writes them: every field that is not set is null.
    `{"type": "STATE", "log": null, "state": {"type": "STREAM", ${stream("null")}, "global_": null, "data": null}, "record": null}`,
    // Escapes, braces and a line separator in texts; unusual spaces.
    `{ "type":"STATE" , "state":{"type":"STREAM",${stream('{"t":"}\\"{\\u00e9 \u2028 \\\\"}')}  ,"k\\u0065y":"é" }}`,
    // Counts from somewhere else, which the destination's own replace.
    `{"type":"STATE","state":{"destinationStats":{"recordCount":99.0},"type":"STREAM",${stream('{"cursor":1}')}}}`,
  ];
}
