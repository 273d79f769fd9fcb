import type { ErrorObject } from "ajv";

import { isJsonObject } from "./exact-json.ts";
import { byNearness } from "./nearest-name.ts";
import { expectation, oneOfValues } from "./schema-expectation.ts";

/** Longer names are cut in messages, so that a wrong file does not fill the log. */
const MAX_NAME_LENGTH = 60;

const ROOT = "the config";

/** What is wrong with a config, one phrase per fault, from ajv's errors (`allErrors`, `verbose`). Contains no values. */
export function configFaults(errors: readonly ErrorObject[]): string[] {
  return [...new Set(describeFaults(errors))];
}

function describeFaults(errors: readonly ErrorObject[]): string[] {
  const unions = errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  const outermost = unions.filter((union) => !unions.some((other) => isWithin(union, other)));
  const others = errors.filter((error) => !unions.includes(error) && !unions.some((union) => isWithin(error, union)));
  return [
    ...others.flatMap(fault),
    ...outermost.flatMap((union) =>
      unionFaults(
        union,
        errors.filter((error) => isWithin(error, union)),
      ),
    ),
  ];
}

/** Whether the error was found while ajv tried one of the union's branches. */
function isWithin(error: ErrorObject, union: ErrorObject): boolean {
  const samePlace = error.instancePath === union.instancePath;
  const inside = samePlace || error.instancePath.startsWith(`${union.instancePath}/`);
  return inside && error.schemaPath.startsWith(`${union.schemaPath}/`);
}

/** Describes only the branch of a union that was meant: the one its discriminator names, or the closest one. */
function unionFaults(union: ErrorObject, within: readonly ErrorObject[]): string[] {
  const branches: unknown[] = Array.isArray(union.schema) ? union.schema : [];
  const path = pathOf(union.instancePath);
  const errorsOf = (index: number) =>
    within.filter(({ schemaPath }) => schemaPath.startsWith(`${union.schemaPath}/${index}/`));
  const discriminator = discriminatorOf(branches);
  if (discriminator !== undefined && isJsonObject(union.data)) {
    const value = union.data[discriminator.name];
    const chosen = discriminator.values.indexOf(value);
    const name = join(path, discriminator.name);
    if (chosen === -1) {
      return [`${name} ${value === undefined ? "is missing: it " : ""}must be ${oneOfValues(discriminator.values)}`];
    }
    return describeFaults(errorsOf(chosen));
  }
  const [closest] = [...branches.keys()]
    .map(errorsOf)
    .filter((errors) => errors.length > 0 && !errors.some((error) => isTypeFault(error, union)))
    .toSorted((a, b) => a.length - b.length);
  if (closest !== undefined) return describeFaults(closest);
  return [`${path} must be ${[...new Set(branches.map(expectation))].join(" or ")}`];
}

function isTypeFault(error: ErrorObject, union: ErrorObject): boolean {
  return error.keyword === "type" && error.instancePath === union.instancePath;
}

interface Discriminator {
  readonly name: string;
  /** One per branch, in order. */
  readonly values: readonly unknown[];
}

/** The property that has one fixed value in every branch; Airbyte asks for one in every `oneOf` of a spec. */
function discriminatorOf(branches: readonly unknown[]): Discriminator | undefined {
  const properties = branches.map((branch) => (isJsonObject(branch) ? branch["properties"] : undefined));
  const [first] = properties;
  for (const name of isJsonObject(first) ? Object.keys(first) : []) {
    const values = properties.map((all) => (isJsonObject(all) ? fixedValue(all[name]) : undefined));
    if (!values.includes(undefined)) return { name, values };
  }
  return undefined;
}

function fixedValue(schema: unknown): unknown {
  if (!isJsonObject(schema)) return undefined;
  const choices = schema["enum"];
  return Array.isArray(choices) && choices.length === 1 ? choices[0] : schema["const"];
}

function fault(error: ErrorObject): string[] {
  const path = pathOf(error.instancePath);
  const params: Record<string, unknown> = error.params;
  switch (error.keyword) {
    case "required":
    case "dependentRequired":
    case "dependencies":
      return [`${join(path, String(params["missingProperty"]))} is missing`];
    case "additionalProperties":
    case "unevaluatedProperties":
      return [unknownSetting(path, error)];
    case "minLength":
    case "minItems":
      return params["limit"] === 1
        ? [`${path} must not be empty`]
        : [`${path} must be ${expectation(error.parentSchema)}`];
    case "if":
      // What `then` or `else` requires has errors of its own.
      return [];
    default:
      return [`${path} must be ${expectation(error.parentSchema)}`];
  }
}

function unknownSetting(path: string, error: ErrorObject): string {
  const params: Record<string, unknown> = error.params;
  const name = String(params["additionalProperty"] ?? params["unevaluatedProperty"]);
  const known: unknown = error.parentSchema?.["properties"];
  const candidates = byNearness(name, isJsonObject(known) ? Object.keys(known) : []);
  const unknown = `unknown setting "${join(path, name)}"`;
  const [nearest] = candidates;
  if (nearest === undefined) return unknown;
  if (nearest.isNear) return `${unknown}; did you mean "${join(path, nearest.name)}"?`;
  const settings = candidates.map((candidate) => `"${join(path, candidate.name)}"`).join(", ");
  return `${unknown}; there is only ${settings}`;
}

/** `/streams/0/name` becomes `streams[0].name`; the config itself has an empty pointer. */
function pathOf(pointer: string): string {
  const segments = pointer.split("/").slice(1);
  return segments.reduce((path, segment) => join(path, segment.replaceAll("~1", "/").replaceAll("~0", "~")), ROOT);
}

function join(path: string, segment: string): string {
  const name = segment.length > MAX_NAME_LENGTH ? `${segment.slice(0, MAX_NAME_LENGTH)}…` : segment;
  if (path === ROOT) return name;
  return /^\d+$/.test(name) ? `${path}[${name}]` : `${path}.${name}`;
}
