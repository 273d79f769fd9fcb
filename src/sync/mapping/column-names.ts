import { byNearness, isJsonObject } from "airbyte-cdk-typescript";
import { findName } from "../../text/find-name.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** Names beyond this are counted, not printed: they are more likely data than names. */
const LONGEST_SHOWN_NAME = 100;
const MAX_SHOWN_NAMES = 20;

/** The object's key with this name: an exact match, or a match in another case if only one key fits. */
export function findKey(object: JsonObject, name: string): string | undefined {
  return Object.hasOwn(object, name) ? name : findName(name, Object.keys(object));
}

export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The value for the name in a record: a column, or else a path into objects, whose keys may contain dots. */
export function valueAt(object: JsonObject, name: string): unknown {
  const key = findKey(object, name);
  if (key !== undefined) return object[key];
  for (const [outer, rest] of pathsOf(name)) {
    const container = findKey(object, outer);
    const inner = container === undefined ? undefined : object[container];
    // Everything inside a null object is null.
    const value = isJsonObject(inner) ? valueAt(inner, rest) : inner === null ? null : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Whether records of this schema may have a value for the name. The schema must have properties. */
export function isInSchema(schema: unknown, name: string): boolean {
  const properties = propertiesOf(schema);
  if (findKey(properties, name) !== undefined) return true;
  return pathsOf(name).some(([outer, rest]) => {
    const key = findKey(properties, outer);
    return key !== undefined && mayHold(properties[key], rest);
  });
}

function mayHold(schema: unknown, rest: string): boolean {
  if (!isJsonObject(schema)) return false;
  const types = [schema["type"] ?? "object"].flat();
  if (!types.includes("object")) return false;
  return Object.keys(propertiesOf(schema)).length === 0 || isInSchema(schema, rest);
}

/** Each way to split a name into a key and the path inside it, the longest key first. */
function pathsOf(name: string): readonly (readonly [outer: string, rest: string])[] {
  const paths: [string, string][] = [];
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    paths.push([name.slice(0, dot), name.slice(dot + 1)]);
  }
  return paths;
}

/** The columns of a schema; none if it does not list any. */
export function propertiesOf(schema: unknown): JsonObject {
  const properties = isJsonObject(schema) ? schema["properties"] : undefined;
  return isJsonObject(properties) ? properties : {};
}

/** Columns of a schema, and one level within them, as a mapping would name them. */
export function columnPaths(schema: unknown): readonly string[] {
  return Object.entries(propertiesOf(schema)).flatMap(([column, inner]) => [
    column,
    ...Object.keys(propertiesOf(inner)).map((key) => `${column}.${key}`),
  ]);
}

export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  return byNearness(name, candidates)[0]?.name;
}

/**
 * A question that suggests the name that may be meant, with a blank after it; empty if none is near. `prefix`: what the name and
 * all candidates begin with, which would make them look alike.
 */
export function suggestName(name: string, candidates: readonly string[], prefix = ""): string {
  const [nearest] = byNearness(name, candidates);
  return nearest?.isNear ? `Did you mean "${prefix}${nearest.name}"? ` : "";
}

export function isShownName(name: string): boolean {
  return name.length <= LONGEST_SHOWN_NAME;
}

/** Names for a message: the first few, and the number of the others. */
export function listNames(names: readonly string[], describe = (name: string): string => `"${name}"`): string {
  const shown = names.filter(isShownName).slice(0, MAX_SHOWN_NAMES).map(describe);
  const others = names.length - shown.length;
  if (others === 0) return shown.join(", ");
  return shown.length === 0 ? `${others} with long names` : `${shown.join(", ")} and ${others} more`;
}

/** Why a name in the config leads to no column of the schema; continues a sentence that begins with the setting. */
export function columnProblem(column: string, schema: unknown): string | undefined {
  const columns = columnPaths(schema);
  if (columns.length === 0 || isInSchema(schema, column)) return undefined;
  const alike = columns.filter((each) => isSameName(each, column));
  if (alike.length > 1) {
    return `names the column "${column}", but the stream has ${alike.join(" and ")}. Use the exact name of the one you mean.`;
  }
  const hint = suggestName(column, columns) || `It has ${listNames(columns)}. `;
  return `names the column "${column}", which the stream does not have. ${hint}Correct the name, or refresh the connection's schema.`;
}
