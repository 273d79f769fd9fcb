import { validateConfig } from "./config-validation.ts";
import type { Destination } from "./destination.ts";
import type { RunOwnCommand } from "./own-command.ts";

/** A destination with what checks its config, which takes longer to load than `spec`, `--help` and `--version` to run. */
export interface PreparedDestination<Config> {
  readonly destination: Destination<Config>;
  readonly validateConfig: (schema: Readonly<Record<string, unknown>>, config: unknown) => void;
  /** Runs the commands of `DestinationInfo.commands`, by name. */
  readonly commands: Readonly<Record<string, RunOwnCommand<Config>>>;
}

/** For `runLazily`: called in the module that is loaded late. */
export function prepareDestination<Config>(
  destination: Destination<Config>,
  commands: PreparedDestination<Config>["commands"] = {},
): PreparedDestination<Config> {
  return { destination, validateConfig, commands };
}
