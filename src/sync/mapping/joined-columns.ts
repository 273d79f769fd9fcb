import { scalarText } from "../../fields/text.ts";

/** One value of the values of several columns, for a text field: their texts with a blank between them. */
export function joinValues(values: readonly unknown[]): unknown {
  const given = values.filter((value) => value !== undefined);
  if (given.length === 0) return undefined;
  const texts = given.filter((value) => value !== null).map((value) => scalarText(value)?.trim());
  // Its rule says what is wrong with a list or an object.
  if (texts.includes(undefined)) return given.find((value) => value !== null && scalarText(value) === undefined);
  const parts = texts.filter((text) => text !== "");
  return parts.length === 0 ? null : parts.join(" ");
}
