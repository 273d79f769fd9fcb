import type { CustomObject } from "./custom-object.ts";
import type { CustomRecord } from "./custom-record.ts";

const TEXT_TYPES: ReadonlySet<string> = new Set(["text", "textarea", "regexp"]);

/** Records in which a word of the name or of a text begins with a word of the query. The index may lag. */
export function searchRecords(
  { records, fields }: CustomObject,
  query: string,
  nowMs: number,
): readonly CustomRecord[] {
  const { index } = records;
  const all = index.isBehind ? index.at(nowMs) : [...records.all()];
  const wanted = wordsOf(query);
  const textKeys = fields.list.filter(({ type }) => TEXT_TYPES.has(type)).map(({ key }) => key);
  return all.filter(({ name, values }) => {
    const words = [name, ...textKeys.map((key) => String(values[key] ?? ""))].flatMap(wordsOf);
    return words.some((word) => wanted.some((start) => word.startsWith(start)));
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
