import { expect, test } from "vitest";
import { simulate } from "../run/simulate-seed.ts";
import { drawScenario } from "../scenario/draw-scenario.ts";
import type { InputItem, Scenario } from "../scenario/scenario.ts";
import { shrinkScenario } from "./shrink-scenario.ts";

const CULPRIT = 7;

/** A scenario whose oracle is wrong about one record, which it expects to be refused. */
function withWrongExpectation(scenario: Scenario): Scenario {
  const refusal = { by: "connector", reasons: ["invalid_value"] } as const;
  const wrong = (item: InputItem): InputItem =>
    item.type === "record" && item.serial === CULPRIT ? { ...item, refusal } : item;
  return {
    ...scenario,
    connectors: scenario.connectors.map((connector) => ({ ...connector, input: connector.input.map(wrong) })),
  };
}

test("only the record that makes a run fail is left", async () => {
  const scenario = withWrongExpectation(drawScenario({ kind: "seed", seed: 12 }));
  const [violation] = (await simulate(scenario)).violations;
  const smallest = await shrinkScenario(scenario, violation?.invariant ?? "none");
  expect(smallest.faults).toEqual([]);
  expect(smallest.connectors.map(({ interruptions }) => interruptions)).toEqual([[]]);
  const records = smallest.connectors[0]?.input.filter(({ type }) => type === "record");
  expect(records).toMatchObject([{ serial: CULPRIT }]);
});
