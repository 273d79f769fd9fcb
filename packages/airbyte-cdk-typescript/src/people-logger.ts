import type { Logger } from "./logger.ts";
import type { Redaction } from "./redaction.ts";

/** For commands whose stdout is another program's input: people read the log on stderr. */
export function loggerForPeople(tell: (text: string) => void, redaction: Redaction): Logger {
  return {
    debug: () => {},
    info: tell,
    warn: tell,
    error: tell,
    redact: (secret) => {
      redaction.add(secret);
    },
  };
}
