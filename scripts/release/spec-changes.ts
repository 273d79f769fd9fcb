import { isJsonObject } from "airbyte-cdk-typescript";

type Schema = Readonly<Record<string, unknown>>;

/** What of a spec would make configs or connections invalid that the spec before it allowed. */
export function findBreakingChanges(before: Schema, after: Schema): readonly string[] {
  const config = compare(objectOf(before["connectionSpecification"]), objectOf(after["connectionSpecification"]), "");
  const modes = listOf(after["supported_destination_sync_modes"]);
  const lost = listOf(before["supported_destination_sync_modes"]).filter((mode) => !modes.includes(mode));
  return [...config, ...lost.map((mode) => `The sync mode ${String(mode)} was removed.`)];
}

function compare(before: Schema, after: Schema, path: string): string[] {
  return [
    ...compareProperties(before, after, path),
    ...compareValues(before, after, path),
    ...compareBounds(before, after, path),
    ...compareChoices(before, after, path),
    ...(isJsonObject(before["items"]) && isJsonObject(after["items"])
      ? compare(before["items"], after["items"], `${path}[]`)
      : []),
  ];
}

function compareProperties(before: Schema, after: Schema, path: string): string[] {
  const former = objectOf(before["properties"]);
  const present = objectOf(after["properties"]);
  const wasRequired = listOf(before["required"]);
  const required = listOf(after["required"]).filter((name) => !wasRequired.includes(name));
  return [
    ...required.map((name) => `${pathTo(path, String(name))} is newly required.`),
    ...Object.entries(former).flatMap(([name, schema]) =>
      name in present
        ? compare(objectOf(schema), objectOf(present[name]), pathTo(path, name))
        : [`${pathTo(path, name)} was removed.`],
    ),
  ];
}

/** A type that is gone, a value that is gone from an enum, or an enum where any value was allowed. */
function compareValues(before: Schema, after: Schema, path: string): string[] {
  const types = listOf(after["type"]);
  const lostTypes = types.length === 0 ? [] : listOf(before["type"]).filter((type) => !types.includes(type));
  const allowed = allowedBy(after);
  const former = allowedBy(before);
  const lost = allowed && former ? former.filter((value) => !allowed.includes(value)) : [];
  return [
    ...lostTypes.map((type) => `${path} no longer accepts the type ${String(type)}.`),
    ...lost.map((value) => `${path} no longer accepts ${JSON.stringify(value)}.`),
    ...(allowed && !former ? [`${path} accepts only some values now.`] : []),
  ];
}

function allowedBy(schema: Schema): readonly unknown[] | undefined {
  if ("const" in schema) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? listOf(schema["enum"]) : undefined;
}

const LOWER_BOUNDS = ["minimum", "exclusiveMinimum", "minLength", "minItems"];
const UPPER_BOUNDS = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"];

function compareBounds(before: Schema, after: Schema, path: string): string[] {
  const numberIn = (schema: Schema, name: string, otherwise: number): number => {
    const value = schema[name];
    return typeof value === "number" ? value : otherwise;
  };
  const narrowed = [
    ...LOWER_BOUNDS.filter((name) => numberIn(after, name, -Infinity) > numberIn(before, name, -Infinity)),
    ...UPPER_BOUNDS.filter((name) => numberIn(after, name, Infinity) < numberIn(before, name, Infinity)),
  ];
  const hasNewPattern = typeof after["pattern"] === "string" && after["pattern"] !== before["pattern"];
  return [...narrowed, ...(hasNewPattern ? ["pattern"] : [])].map((name) => `${path} has a narrower ${name}.`);
}

/** A branch of `oneOf` or `anyOf` is recognized by the values that its properties must have. */
function compareChoices(before: Schema, after: Schema, path: string): string[] {
  return ["oneOf", "anyOf"].flatMap((keyword) => {
    const present = new Map(listOf(after[keyword]).map((branch) => [markOf(objectOf(branch)), objectOf(branch)]));
    return listOf(before[keyword]).flatMap((branch) => {
      const mark = markOf(objectOf(branch));
      const same = present.get(mark);
      return same ? compare(objectOf(branch), same, pathTo(path, mark)) : [`${pathTo(path, mark)} was removed.`];
    });
  });
}

function markOf(branch: Schema): string {
  const constants = Object.entries(objectOf(branch["properties"])).flatMap(([name, schema]) => {
    const values = allowedBy(objectOf(schema));
    return values?.length === 1 ? `${name}=${String(values[0])}` : [];
  });
  return constants.length > 0 ? constants.join(",") : String(branch["title"] ?? branch["type"]);
}

function pathTo(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function objectOf(value: unknown): Schema {
  return isJsonObject(value) ? value : {};
}

/** A type may be one text, or a list of them. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}
