import type { CustomObject } from "./custom-object.ts";
import type { CustomRecord } from "./custom-record.ts";

const TEXT_TYPES: ReadonlySet<string> = new Set(["text", "textarea", "regexp"]);

/** Records in which a word of the name or of a text begins with a word of the query. The index may lag. */
export function searchRecords(object: CustomObject, query: string, nowMs: number): readonly CustomRecord[] {
  const all = visibleRecords(object, nowMs);
  const { fields } = object;
  const wanted = wordsOf(query);
  const textKeys = fields.list.filter(({ type }) => TEXT_TYPES.has(type)).map(({ key }) => key);
  return all.filter(({ name, values }) => {
    const words = [name, ...textKeys.map((key) => String(values[key] ?? ""))].flatMap(wordsOf);
    return words.some((word) => wanted.some((start) => word.startsWith(start)));
  });
}

/** Records whose name (regardless of case: assumed) or external id is the value. The index may lag. */
export function filterRecords(
  object: CustomObject,
  { column, value }: { readonly column: "name" | "external_id"; readonly value: string },
  nowMs: number,
): readonly CustomRecord[] {
  const wanted = value.toLowerCase();
  return visibleRecords(object, nowMs).filter(({ externalId, name }) =>
    column === "name" ? name.toLowerCase() === wanted : externalId === value,
  );
}

function visibleRecords({ records }: CustomObject, nowMs: number): readonly CustomRecord[] {
  return records.index.isBehind ? records.index.at(nowMs) : [...records.all()];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
