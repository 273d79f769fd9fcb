import { z } from "zod";

/** What Zendesk finds wrong with one property of a record. `description` may contain personal data: never log it. */
export interface ValidationError {
  /** `email`, `name`, `base`. */
  readonly property: string;
  /** `DuplicateValue`, `BlankValue`, …: the same in every language; empty if there is none. */
  readonly code: string;
  /** In the language of the calling user. */
  readonly description: string;
}

const fault = z.object({ error: z.string().catch(""), description: z.string().catch("") });
const refusedRecord = z.object({ details: z.record(z.string(), z.union([z.array(fault), fault])) });

/** The `details` of a 422, in which a property has one error or a list of errors; empty without such details. */
export function readValidationErrors(body: unknown): readonly ValidationError[] {
  const parsed = refusedRecord.safeParse(body);
  if (!parsed.success) return [];
  return Object.entries(parsed.data.details).flatMap(([property, faults]) =>
    (Array.isArray(faults) ? faults : [faults]).map(({ error, description }) =>
      isErrorCode(error)
        ? { property, code: error, description }
        : { property, code: "", description: [error, description].filter(Boolean).join(" ") },
    ),
  );
}

/** In place of a code, Zendesk sometimes sends a sentence, which may quote an email address. */
const CODE = /^[\w.-]{1,60}$/;

export function isErrorCode(text: string): boolean {
  return CODE.test(text);
}
