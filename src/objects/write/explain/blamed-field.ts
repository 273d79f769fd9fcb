import { matchingKeysOf } from "../../keys.ts";
import type { ObjectType } from "../../object-type.ts";

/**
 * Zendesk begins with the labels of what it blames: "External: A-1 has already been taken", or "Name: Email: ana@example.com
 * is already being used". Some endpoints send an object by property instead.
 */
const LABELS = /^(?:[\s{"]*[\w ]+"?\s*:)+/;

/** The key that Zendesk blames for a refusal; undefined where it names none, or writes in another language. */
export function blamedKey(details: string, object: Pick<ObjectType, "keys">): string | undefined {
  return firstBlamed(labelsIn(details), matchingKeysOf(object));
}

/**
 * The field that Zendesk blames, a key or not. Of a relation, Zendesk's own column: `assignee_id` for "Assignee". Some
 * endpoints begin with "Name:", whatever is wrong.
 */
export function blamedField(details: string, object: Pick<ObjectType, "columns" | "keys">): string | undefined {
  const columns = Object.keys(object.columns);
  const own = columns.filter((column) => !columns.includes(`${column}_id`));
  const labels = labelsIn(details);
  return firstBlamed(labels.length > 1 && labels[0] === "name" ? labels.slice(1) : labels, [
    ...matchingKeysOf(object),
    ...own,
  ]);
}

function labelsIn(details: string): readonly string[] {
  const written = LABELS.exec(details)?.[0] ?? "";
  return written
    .split(":")
    .map(labelText)
    .filter((label) => label !== "");
}

function firstBlamed(labels: readonly string[], columns: readonly string[]): string | undefined {
  return labels
    .map((label) => columns.find((column) => labelsOf(column).includes(label)))
    .find((column) => column !== undefined);
}

/** The values that follow the labels may contain anything, the names of fields included. */
function labelText(written: string): string {
  return written.replaceAll(/[{"]/g, "").trim().toLowerCase();
}

/** Zendesk calls `external_id` "External", and `custom_status_id` "Custom status". */
function labelsOf(column: string): readonly string[] {
  const words = column.replaceAll("_", " ");
  return [column, words, words.replace(/ id$/, "")];
}
