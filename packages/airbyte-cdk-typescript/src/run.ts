import type { Destination } from "./destination.ts";
import type { Host } from "./host.ts";
import { prepareDestination } from "./prepare-destination.ts";
import { runLazily } from "./run-lazily.ts";

/**
 * Runs the command line with the destination, and ends the process when its output is flushed, even if something is
 * still open. Resolves with the exit code, for hosts whose `exit` returns.
 */
export function run<Config>(destination: Destination<Config>, host?: Host): Promise<number> {
  return runLazily(destination, () => Promise.resolve(prepareDestination(destination)), host);
}
