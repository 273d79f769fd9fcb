import { nearestName } from "./column-names.ts";

interface Suggestion {
  readonly name: string;
  /** Empty, or a sentence that begins with a blank. */
  readonly hint: string;
}

const CUSTOM_OBJECT = /^custom[_ -]?objects?[^a-z0-9]+(?<key>[a-z0-9_]+)$/i;

/** The object that a name most likely stands for. */
export function nearestObject(name: string, known: readonly string[]): Suggestion {
  const key = CUSTOM_OBJECT.exec(name)?.groups?.["key"];
  if (key !== undefined) return { name: `custom_objects/${key}`, hint: "" };
  const folded = name.toLowerCase();
  // A part of a name is nearer than another name that merely has about as many letters.
  const nearest = known.find((each) => each.endsWith(`_${folded}`)) ?? nearestName(name, known) ?? "";
  return {
    name: nearest,
    hint: nearest.includes("<key>") ? ' Write the key of the custom object instead of "<key>".' : "",
  };
}
