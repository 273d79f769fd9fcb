import { parseWithNumbersAsText } from "./json-number.ts";
import { scalarText } from "./text.ts";

/**
 * The texts of a list, trimmed, blank ones left out: a JSON array, a JSON array within text (warehouses without array
 * columns), or text parted by commas. Undefined for an object, or a list with anything but single values in it.
 */
export function textList(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) {
    const items = value.filter((item) => item !== null).map((item) => scalarText(item)?.trim());
    return items.every((item) => item !== undefined) ? items.filter((item) => item !== "") : undefined;
  }
  const written = scalarText(value)?.trim();
  if (written === undefined) return undefined;
  return textList(jsonArray(written) ?? written.split(","));
}

function jsonArray(written: string): readonly unknown[] | undefined {
  if (!written.startsWith("[")) return undefined;
  try {
    const parsed = parseWithNumbersAsText(written);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
