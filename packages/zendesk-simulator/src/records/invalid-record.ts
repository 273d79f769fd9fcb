import type { JsonObject } from "../json.ts";

/** What is wrong with a record sent to Zendesk: a failed row of a job, or a 422 of a single request. */
export class InvalidRecord extends Error {
  /** The property at fault: "email", "name", "base". */
  readonly property: string;
  /** "DuplicateValue", "InvalidFormat", … */
  readonly code: string;

  /** `message` is Zendesk's English text; it holds the offending value, an e-mail address included. */
  constructor(property: string, code: string, message: string) {
    super(message);
    this.name = "InvalidRecord";
    this.property = property;
    this.code = code;
  }

  toValidationErrors(): JsonObject {
    return {
      error: "RecordInvalid",
      description: "Record validation errors",
      details: { [this.property]: [{ description: this.message, error: this.code }] },
    };
  }
}
