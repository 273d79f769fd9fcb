import { CommandRun } from "./command-run.ts";
import type { DestinationInfo } from "./destination.ts";
import { type Host, processHost } from "./host.ts";
import type { PreparedDestination } from "./prepare-destination.ts";

/** As `run`, but the destination is loaded only by a command that needs it: `spec`, `--help` and `--version` do not. */
export async function runLazily<Config>(
  info: DestinationInfo,
  load: () => Promise<PreparedDestination<Config>>,
  host: Host = processHost(),
): Promise<number> {
  const command = new CommandRun(info, load, host);
  const code = await command.finish();
  host.exit(code);
  return code;
}
