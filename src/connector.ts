import { type PreparedDestination, prepareDestination } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "./config/config.ts";
import { ZendeskDestination } from "./destination.ts";
import { boundHeapGrowth } from "./heap-growth.ts";
import { printRejected } from "./replay/print-rejected.ts";
import { runUndo } from "./undo-command.ts";

/** Everything that talks to Zendesk. `start.ts` loads it when a command needs it. */
export function createConnector(): PreparedDestination<ZendeskConfig> {
  // Not before the code is loaded: V8 does not use code that was compiled under other flags.
  boundHeapGrowth();
  return prepareDestination(new ZendeskDestination(), { replay: printRejected, undo: runUndo });
}
