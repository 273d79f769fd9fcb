import { ConfigError, type ConnectorError, SystemError, TransientError } from "airbyte-cdk-typescript";
import { type ErrorId, named } from "./catalogue.ts";
import type { ErrorEntry, Facts, NamedEntry } from "./error-entry.ts";

interface CreateErrorOptions {
  /** What happened, for the people who maintain the connector. */
  readonly happened?: string;
  readonly cause?: unknown;
}

const ERRORS = { config_error: ConfigError, transient_error: TransientError, system_error: SystemError } as const;

/** Creates an error from the catalogue. Its internal message starts with the id. */
export function createError(id: ErrorId, facts: Facts, options: CreateErrorOptions = {}): ConnectorError {
  return createErrorOf(named(id), facts, options);
}

/** The same for an entry that an object brings along. */
export function createErrorOf(
  { id, entry: { failureType, ...entry } }: NamedEntry,
  facts: Facts,
  { happened, cause }: CreateErrorOptions = {},
): ConnectorError {
  return new ERRORS[failureType](fill(errorText(entry), facts), {
    internalMessage: happened === undefined ? id : `${id}: ${happened}`,
    ...(cause !== undefined && { cause }),
  });
}

/** Everything on one line, because Airbyte shows a message as one line. */
function errorText({ cause, steps, otherwise }: Pick<ErrorEntry, "cause" | "steps" | "otherwise">): string {
  const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
  return [cause, ...numbered, `If that does not help: ${otherwise}`].join(" ");
}

/** Replaces each placeholder once. Braces inside a fact are plain text. */
function fill(template: string, facts: Facts): string {
  const values = new Map(Object.entries(facts));
  return template.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => values.get(name) ?? placeholder);
}
