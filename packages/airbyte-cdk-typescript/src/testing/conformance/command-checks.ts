import { isJsonObject } from "../../exact-json.ts";
import { isState } from "../printed-message.ts";
import type { Trial } from "./conformance-subject.ts";
import { expectFailure, expectSuccess, expectThat } from "./expectation.ts";

export async function checkSpec(trial: Trial): Promise<void> {
  const end = await trial.feed(await trial.start({ command: "spec" }));
  const specs = end.messages.filter(({ type }) => type === "SPEC");
  expectSuccess(end);
  expectThat(specs.length === 1, `It printed ${specs.length} SPEC messages, and not exactly one.`);
  const spec = specs[0]?.spec;
  expectThat(
    isJsonObject(spec) && isJsonObject(spec["connectionSpecification"]),
    "The SPEC has no connectionSpecification.",
  );
}

export async function checkSucceedingCheck(trial: Trial): Promise<void> {
  const status = await statusOf(trial, trial.subject.config);
  expectThat(status?.status === "SUCCEEDED", `The check failed: ${status?.message}`);
}

export async function checkFailingCheck(trial: Trial): Promise<void> {
  const status = await statusOf(trial, NOT_A_CONFIG);
  expectThat(status?.status === "FAILED", "The check succeeded.");
  expectThat(
    status.message !== undefined && status.message !== "",
    "The status has no message that says what is wrong.",
  );
}

export async function checkRefusedConfig(trial: Trial): Promise<void> {
  const end = await trial.feed(await trial.startWrite(NOT_A_CONFIG), [trial.record()]);
  expectFailure(end, "config_error");
  expectThat(!end.messages.some(isState), "It returned a state.");
}

/** No spec allows it. */
const NOT_A_CONFIG: unknown = ["not", "a", "config"];

async function statusOf(trial: Trial, config: unknown) {
  const end = await trial.feed(await trial.start({ command: "check", config }));
  const statuses = end.messages.flatMap(({ connectionStatus }) => connectionStatus ?? []);
  expectSuccess(end);
  expectThat(statuses.length === 1, `It printed ${statuses.length} CONNECTION_STATUS messages, and not exactly one.`);
  return statuses[0];
}
