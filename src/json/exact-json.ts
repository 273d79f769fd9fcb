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

function parseNumbers(text: string, read: (number: number, source: string) => unknown): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" && context?.source !== undefined ? read(value, context.source) : value,
  );
}

/** Replaces raw numbers with doubles, for readers that only know plain JSON values. Other values stay. */
export function plainJsonValue(value: unknown): unknown {
  return JSON.isRawJSON(value) ? Number(value.rawJSON) : value;
}
