import { z } from "zod";
import { isErrorCode } from "./validation-errors.ts";

const detailedError = z.object({
  code: z.string().optional(),
  title: z.string().optional(),
  message: z.string().optional(),
  detail: z.string().optional(),
});
const errorBody = z.object({
  error: z.union([z.string(), detailedError]).optional(),
  errors: z.array(detailedError).optional(),
  description: z.unknown().optional(),
  details: z.unknown().optional(),
});

/** Texts of unknown answers are truncated, because an error page may be long. */
const MAX_DESCRIPTION = 1000;

/**
 * Reads the envelopes seen in Zendesk's answers: `{"error":"X","description":"…"}`,
 * `{"error":{"title":"X","message":"…"}}`, `{"errors":[{"code","title","detail"}]}`, and plain text or HTML.
 */
export function readErrorBody(body: string): { code: string; description: string } {
  const { code, description } = readEnvelope(body);
  return isErrorCode(code)
    ? { code, description }
    : { code: "", description: [code, description].filter(Boolean).join(" ") };
}

function readEnvelope(body: string): { code: string; description: string } {
  const parsed = errorBody.safeParse(parseOrUndefined(body));
  if (!parsed.success) return { code: "", description: body.slice(0, MAX_DESCRIPTION) };
  const { error, errors, description, details } = parsed.data;
  const first = errors?.[0] ?? error;
  if (typeof first === "object") {
    const { code, title, message, detail } = first;
    return { code: code ?? title ?? "", description: [message, detail].filter(Boolean).join(" ") };
  }
  return { code: first ?? "", description: [description, details].map(asText).filter(Boolean).join(" ") };
}

export function parseOrUndefined(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
