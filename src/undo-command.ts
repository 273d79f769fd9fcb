import { isJsonObject, type OwnCommandCall } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "./config/config.ts";
import { connect, signIn } from "./connection.ts";
import { explainErrors } from "./explain-errors.ts";
import { createObjects } from "./objects/registry.ts";
import { printUndo } from "./undo/print-undo.ts";
import { withUndoSettings } from "./undo/undo-plan.ts";
import { createAxiosTransport } from "./zendesk/http/http-transport.ts";

/** Undoes what a sync has changed: reads its change log and the account, and changes nothing itself. */
export async function runUndo(call: OwnCommandCall<ZendeskConfig>): Promise<void> {
  const { config: own, json } = await call.configured();
  const config = withUndoSettings(own);
  const objects = createObjects(config);
  await explainErrors(config, objects.standard, async () => {
    const { logger, signal } = call;
    const api = connect(config, { transport: createAxiosTransport(config.proxy), logger, objects: [] });
    await signIn(api, config, objects.standard, logger);
    const account = { api, signal, config, objects, json: isJsonObject(json) ? json : {} };
    await printUndo(call, account, call.options["into"] ?? "");
  });
}
