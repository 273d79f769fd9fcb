import { scalarText } from "../../fields/text.ts";

/** Joins the values of several columns into one text, separated by spaces. */
export function joinValues(values: readonly unknown[]): unknown {
  const given = values.filter((value) => value !== undefined);
  if (given.length === 0) return undefined;
  const texts = given.filter((value) => value !== null).map((value) => scalarText(value)?.trim());
  // Its rule says what is wrong with a list or an object.
  if (texts.includes(undefined)) return given.find((value) => value !== null && scalarText(value) === undefined);
  const parts = texts.filter((text) => text !== "");
  return parts.length === 0 ? null : parts.join(" ");
}
