import { randomUUID } from "node:crypto";

import { hasRiskyNumber } from "./risky-number.ts";

/** A number with its original digits: `JSON.stringify` writes `rawJSON` unchanged. */
export interface RawJson {
  readonly rawJSON: string;
}

declare global {
  // In V8 since Node 21, not yet in TypeScript's lib: https://github.com/tc39/proposal-json-parse-with-source
  interface JSON {
    parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
    rawJSON(text: string): RawJson;
    isRawJSON(value: unknown): value is RawJson;
  }
}

/** `JSON.parse`, but a number that a double would change becomes a `RawJson` holding its digits. Throws `SyntaxError`. */
export function parseJson(text: string): unknown {
  if (!hasRiskyNumber(text)) return JSON.parse(text);
  try {
    return JSON.parse(text, (_key, value, { source }) =>
      typeof value === "number" && source !== undefined && !survives(source, value) ? JSON.rawJSON(source) : value,
    );
  } catch (error) {
    // V8 parses in a loop but calls the reviver recursively: a few thousand levels overflow the stack.
    if (error instanceof RangeError) return parseDeeplyNested(text);
    throw error;
  }
}

/** The same for valid JSON of any depth: numbers pass through `JSON.parse` as text, and a loop restores them. */
function parseDeeplyNested(text: string): unknown {
  const mark = randomUUID();
  let isInString = false;
  const marked = text.replaceAll(/\\.|"|-?\d[\d.eE+-]*/g, (token) => {
    if (token === '"') isInString = !isInString;
    return isInString || token === '"' || survives(token, Number(token)) ? token : `"${mark}${token}"`;
  });
  const root = { value: JSON.parse(marked) as unknown };
  const holders: object[] = [root];
  for (const holder of holders) {
    for (const [key, value] of Object.entries(holder) as [string, unknown][]) {
      if (typeof value === "string" && value.startsWith(mark)) {
        Reflect.set(holder, key, JSON.rawJSON(value.slice(mark.length)));
      } else if (typeof value === "object" && value !== null) {
        holders.push(value);
      }
    }
  }
  return root.value;
}

export function isRawJson(value: unknown): value is RawJson {
  return JSON.isRawJSON(value);
}

/** Whether the value is a JSON object, and not an array, null or a `RawJson`. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isRawJson(value);
}

/** Whether the double, printed, has the decimal value of its source text: 1.0 and 1e0 survive as 1. */
function survives(source: string, value: number): boolean {
  return Number.isFinite(value) && decimalValue(source) === decimalValue(String(value));
}

/**
 * The same text for all notations of a decimal value: its digits without outer zeros, and the last digit's exponent.
 */
function decimalValue(text: string): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = whole + fraction;
  let start = 0;
  let end = digits.length;
  while (digits[start] === "0") start += 1;
  while (end > start && digits[end - 1] === "0") end -= 1;
  if (start === end) return "0";
  const sign = text.startsWith("-") ? "-" : "";
  return `${sign}${digits.slice(start, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}
