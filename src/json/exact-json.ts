import { randomUUID } from "node:crypto";

declare global {
  /** Node has these since version 21 (ECMAScript's "JSON.parse source text access"); TypeScript's libraries lack them. */
  interface JSON {
    isRawJSON(value: unknown): value is { readonly rawJSON: string };
    rawJSON(text: string): { readonly rawJSON: string };
  }
}

/** The digits of a JSON number, as written if a double would change them; undefined for anything else. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return JSON.isRawJSON(value) ? value.rawJSON : undefined;
}

/** A whole number that JSON.stringify writes with exactly these digits. */
export function wholeJsonNumber(digits: string): unknown {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : JSON.rawJSON(digits);
}

/**
 * `JSON.parse`, but whole numbers that a double would change are kept as `JSON.rawJSON`: the values of custom fields
 * are compared with records digit by digit.
 */
export function parseExactly(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return parseNumbers(text, (number, source) =>
    Number.isSafeInteger(number) || !/^-?\d+$/.test(source) ? number : JSON.rawJSON(source),
  );
}

/** Parses JSON with every number as the text it was written in. Throws SyntaxError. */
export function parseWithNumbersAsText(text: string): unknown {
  return parseNumbers(text, (_number, source) => source);
}

type ReadNumber = (number: number, source: string) => unknown;

function parseNumbers(text: string, read: ReadNumber): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
      typeof value === "number" && context?.source !== undefined ? read(value, context.source) : value,
    );
  } catch (error) {
    // V8 parses in a loop, but calls this function recursively: a few thousand levels overflow the stack.
    if (error instanceof RangeError) return parseNumbersInLoop(text, read);
    throw error;
  }
}

/** The same for valid JSON of any depth: numbers pass through `JSON.parse` as marked text. */
function parseNumbersInLoop(text: string, read: ReadNumber): unknown {
  const mark = randomUUID();
  let isInString = false;
  const marked = text.replaceAll(/\\.|"|-?\d[\d.eE+-]*/g, (token) => {
    if (token === '"') isInString = !isInString;
    return isInString || !/^[-\d]/.test(token) ? token : `"${mark}${token}"`;
  });
  const root = { value: JSON.parse(marked) as unknown };
  const holders: object[] = [root];
  for (const holder of holders) {
    for (const [key, value] of Object.entries(holder) as [string, unknown][]) {
      if (typeof value === "object" && value !== null) holders.push(value);
      else if (typeof value === "string" && value.startsWith(mark)) {
        const source = value.slice(mark.length);
        Reflect.set(holder, key, read(Number(source), source));
      }
    }
  }
  return root.value;
}

/** Replaces raw numbers with doubles, for readers that only know plain JSON values. Other values stay. */
export function plainJsonValue(value: unknown): unknown {
  return JSON.isRawJSON(value) ? Number(value.rawJSON) : value;
}
