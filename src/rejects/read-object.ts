import { isJsonObject, parseJson } from "airbyte-cdk-typescript";

type JsonObject = Readonly<Record<string, unknown>>;

/** The object in a line of a stored file, or why there is none: continues "The line …". */
export function readObject(text: string): JsonObject | string {
  try {
    const line = parseJson(text);
    return isJsonObject(line) ? line : "is not a JSON object";
  } catch {
    return "is not valid JSON";
  }
}
