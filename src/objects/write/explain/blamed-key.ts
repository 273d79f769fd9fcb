import { matchingKeysOf } from "../../keys.ts";
import type { ObjectType } from "../../object-type.ts";

/**
 * Zendesk begins with the labels of what it blames: "External: A-1 has already been taken", or "Name: Email: ana@example.com
 * is already being used". Some endpoints send an object by property instead.
 */
const LABELS = /^(?:[\s{"]*[\w ]+"?\s*:)+/;

/** The key that Zendesk blames for a refusal; undefined where it names none, or writes in another language. */
export function blamedKey(details: string, object: Pick<ObjectType, "keys">): string | undefined {
  const labels = (LABELS.exec(details)?.[0] ?? "").split(":").map(labelText);
  const keys = matchingKeysOf(object);
  return labels.map((label) => keys.find((key) => labelsOf(key).includes(label))).find((key) => key !== undefined);
}

/** The values that follow the labels may contain anything, the names of keys included. */
function labelText(written: string): string {
  return written.replaceAll(/[{"]/g, "").trim().toLowerCase();
}

/** Zendesk calls `external_id` "External". */
function labelsOf(key: string): readonly string[] {
  return [key, key.replaceAll("_", " "), key.replace(/_id$/, "")];
}
