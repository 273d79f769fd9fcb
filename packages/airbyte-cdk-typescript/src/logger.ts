import type { MessageWriter } from "./message-writer.ts";
import type { LogLevel } from "./protocol.ts";
import type { Redaction } from "./redaction.ts";

/** Writes LOG messages. Never give it values of records: logs are read by people who may not see them. */
export interface Logger {
  /** Printed only when the environment's LOG_LEVEL is debug or trace. */
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  /** Removes this text from everything printed from now on: a token fetched at run time, a derived header. 4 characters or more. */
  redact(secret: string): void;
}

export function createLogger(writer: MessageWriter, redaction: Redaction, logLevel: string | undefined): Logger {
  const verbose = ["debug", "trace"].includes((logLevel ?? "").trim().toLowerCase());
  const log = (level: LogLevel) => (message: string) => {
    writer.message({ type: "LOG", log: { level, message } });
  };
  return {
    debug: verbose ? log("DEBUG") : () => {},
    info: log("INFO"),
    warn: log("WARN"),
    error: log("ERROR"),
    redact: (secret) => {
      redaction.add(secret);
    },
  };
}
