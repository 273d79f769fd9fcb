import { isJsonObject, parseJson } from "airbyte-cdk-typescript";

type PrefixContent =
  | { readonly fields: Readonly<Record<string, unknown>> }
  /** What is wrong; continues a sentence that begins with the column's name. */
  | { readonly invalid: string };

const NOTHING: PrefixContent = { fields: {} };
const WANTED = "give an object with a key for each custom field, or that object as JSON text";

/** The custom fields in one column: an object, or its JSON text (from warehouses without columns for objects). */
export function readPrefixColumn(value: unknown): PrefixContent {
  if (value === null) return NOTHING;
  if (isJsonObject(value)) return { fields: value };
  if (typeof value === "string") return readText(value);
  // Languages with one type for lists and objects write an empty object like this.
  if (Array.isArray(value) && value.length === 0) return NOTHING;
  return { invalid: `is not an object; ${WANTED}` };
}

function readText(text: string): PrefixContent {
  if (text.trim() === "") return NOTHING;
  try {
    const parsed = parseJson(text);
    return typeof parsed === "string"
      ? { invalid: `is not an object as JSON text; ${WANTED}` }
      : readPrefixColumn(parsed);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { invalid: `is not an object as JSON text; ${WANTED}` };
  }
}
