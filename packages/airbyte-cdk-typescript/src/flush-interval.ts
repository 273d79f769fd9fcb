import { ConfigError } from "./errors.ts";

const DEFAULT_SECONDS = 30;
const MAX_SECONDS = 86_400;

/** The environment's FLUSH_INTERVAL_SECONDS in milliseconds. Throws `ConfigError`. */
export function flushIntervalMs(value: string | undefined): number {
  if (value === undefined || value.trim() === "") return DEFAULT_SECONDS * 1000;
  const seconds = Number(value);
  if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
    throw new ConfigError(
      `FLUSH_INTERVAL_SECONDS must be a number of seconds above 0, at most ${MAX_SECONDS}. Correct it in the environment or leave it out.`,
    );
  }
  return seconds * 1000;
}
