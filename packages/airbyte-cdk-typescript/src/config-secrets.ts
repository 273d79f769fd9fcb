import { isJsonObject } from "./exact-json.ts";

type Schema = Readonly<Record<string, unknown>>;

/** Keywords whose schemas are for the same value, whether or not they apply: a secret in the wrong branch is a secret. */
const SAME_VALUE = ["allOf", "anyOf", "oneOf", "if", "then", "else", "not"];
/** The same, where the keys are not keywords. */
const SAME_VALUE_MAPS = ["dependentSchemas", "dependencies"];
/** Keywords whose schemas are for the items of a list, or for some of them. */
const ITEMS = ["items", "prefixItems", "additionalItems", "unevaluatedItems", "contains"];
/** Keywords whose schemas are for properties that are not named. */
const OTHER_PROPERTIES = ["additionalProperties", "unevaluatedProperties"];

/**
 * The texts of a config that its schema marks with `airbyte_secret`, anywhere in a JSON Schema. It finds too many rather
 * than too few: it ignores conditions, patterns and positions, because a config may be printed before it is valid.
 */
export function secretsOf(root: unknown, config: unknown): string[] {
  const secrets: string[] = [];
  const visit = (schemas: readonly Schema[], value: unknown): void => {
    const applied = withApplied(root, schemas);
    if (applied.some((schema) => schema["airbyte_secret"] === true)) {
      secrets.push(...leavesOf(value));
    } else if (Array.isArray(value)) {
      const ofItems = applied.flatMap((schema) => schemasUnder(schema, ITEMS));
      for (const item of value) visit(ofItems, item);
    } else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        visit(
          applied.flatMap((schema) => schemasOfMember(schema, key)),
          member,
        );
      }
    }
  };
  visit(schemasIn(root), config);
  return secrets;
}

/** The schemas, and all schemas that they apply to the same value. References may be circular. */
function withApplied(root: unknown, schemas: readonly Schema[]): readonly Schema[] {
  const applied = new Set(schemas);
  for (const schema of applied) {
    const others = [
      ...schemasUnder(schema, SAME_VALUE),
      ...SAME_VALUE_MAPS.flatMap((keyword) => membersOf(schema[keyword])),
      ...referenced(root, schema),
    ];
    for (const other of others) applied.add(other);
  }
  return [...applied];
}

function schemasOfMember(schema: Schema, key: string): readonly Schema[] {
  const { patternProperties, properties } = schema;
  const named = isJsonObject(properties) && Object.hasOwn(properties, key) ? schemasIn(properties[key]) : [];
  const others = named.length > 0 ? [] : schemasUnder(schema, OTHER_PROPERTIES);
  return [...named, ...membersOf(patternProperties), ...others];
}

function schemasUnder(schema: Schema, keywords: readonly string[]): Schema[] {
  return keywords.flatMap((keyword) => schemasIn(schema[keyword]));
}

/** The schemas in a keyword's value: one, or a list of them. */
function schemasIn(value: unknown): Schema[] {
  return (Array.isArray(value) ? value : [value]).filter(isJsonObject);
}

function membersOf(map: unknown): Schema[] {
  return isJsonObject(map) ? Object.values(map).filter(isJsonObject) : [];
}

/** The targets of `$ref` and similar keywords: within the schema, by path, anchor or id. */
function referenced(root: unknown, schema: Schema): Schema[] {
  return ["$ref", "$dynamicRef", "$recursiveRef"].flatMap((keyword) => {
    const reference = schema[keyword];
    if (typeof reference !== "string") return [];
    const [base = "", fragment = ""] = reference.split("#");
    const documents = [root, ...namedSchemas(root, [base])];
    return [
      ...documents.map((document) => atPath(document, fragment)),
      ...namedSchemas(root, [reference, fragment]),
    ].filter(isJsonObject);
  });
}

/** The value at a JSON pointer; undefined for a fragment that is not a pointer. */
function atPath(root: unknown, pointer: string): unknown {
  if (pointer !== "" && !pointer.startsWith("/")) return undefined;
  let found = root;
  for (const part of pointer.split("/").slice(1)) {
    const key = decoded(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The schemas with this anchor or id, wherever they stand. */
function namedSchemas(root: unknown, names: readonly string[]): Schema[] {
  const all = new Set([root]);
  for (const value of all) {
    if (typeof value !== "object" || value === null) continue;
    for (const member of Object.values(value)) all.add(member);
  }
  return [...all]
    .filter(isJsonObject)
    .filter((schema) =>
      ["$id", "$anchor", "$dynamicAnchor"].some((keyword) => names.some((name) => isNamed(schema[keyword], name))),
    );
}

function isNamed(value: unknown, name: string): boolean {
  return typeof value === "string" && value !== "" && (value === name || value === `#${name}`);
}

function leavesOf(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leavesOf);
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}
