import { isJsonObject, prepareDestination } from "airbyte-cdk-typescript";
import { expect, it } from "vitest";
import { ZendeskDestination } from "../destination.ts";
import { spec } from "./spec.ts";

type Schema = Readonly<Record<string, unknown>>;

const destination = new ZendeskDestination();
const { validateConfig } = prepareDestination(destination);

/** What may be in a place where the spec expects something else, or nothing. */
const REPLACEMENTS: readonly unknown[] = [
  null,
  "",
  "x",
  "é 😀",
  true,
  0,
  -1,
  1.5,
  1e6,
  1e21,
  [],
  [""],
  [[]],
  {},
  { x: 1 },
];

/** Values with every property that the schema has, at least one for each branch of each choice. */
function valuesOf(schema: unknown): readonly unknown[] {
  if (!isJsonObject(schema)) return ["x"];
  const { const: only, default: usual, enum: choices, examples, items, minimum, oneOf } = schema;
  if (Array.isArray(oneOf)) return oneOf.flatMap(valuesOf);
  if (only !== undefined) return [only];
  if (Array.isArray(choices)) return choices;
  const types = new Set([schema["type"]].flat());
  if (types.has("object")) return objectsOf(schema);
  if (types.has("array")) return valuesOf(items).map((item) => [item]);
  if (types.has("boolean")) return [true];
  if (types.has("integer") || types.has("number")) return [usual ?? minimum ?? 1];
  return [Array.isArray(examples) ? examples[0] : (usual ?? "x")];
}

function objectsOf({ properties }: Schema): readonly Schema[] {
  const values = Object.entries(isJsonObject(properties) ? properties : {}).map(
    ([name, property]) => [name, valuesOf(property)] as const,
  );
  const first = Object.fromEntries(values.map(([name, [value]]) => [name, value]));
  return [first, ...values.flatMap(([name, [, ...others]]) => others.map((value) => ({ ...first, [name]: value })))];
}

/** The value with each of its parts replaced in turn, and with an unknown key in each object. */
function* changesOf(value: unknown): Generator {
  yield* REPLACEMENTS;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* within(value, index, item);
  if (!isJsonObject(value)) return;
  yield { ...value, unknown: 1 };
  for (const [name, part] of Object.entries(value)) {
    yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
    for (const changed of changesOf(part)) yield { ...value, [name]: changed };
  }
}

function* within(list: readonly unknown[], index: number, item: unknown): Generator {
  for (const changed of changesOf(item)) yield list.with(index, changed);
}

function refuses(check: () => void): boolean {
  try {
    check();
    return false;
  } catch {
    return true;
  }
}

it("a config that the spec does not allow is refused when it is parsed, so that the spec need not be compiled", () => {
  const { connectionSpecification: schema } = spec;
  const configs = valuesOf(schema);
  expect(configs.filter((config) => refuses(() => validateConfig(schema, config)))).toEqual([]);
  const changed = configs.flatMap((config) => [...changesOf(config)]);
  const refused = changed.filter((config) => refuses(() => validateConfig(schema, config)));
  expect(refused.length).toBeGreaterThan(1000);
  expect(refused.filter((config) => !refuses(() => destination.parse(config)))).toEqual([]);
});
