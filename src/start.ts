import { runLazily } from "airbyte-cdk-typescript";
import { readAbout, readSpec } from "./about.ts";
import { OWN_COMMANDS } from "./own-commands.ts";

/** Answers the commands that only print something, and loads the connector for the others. */
export async function start(): Promise<void> {
  await runLazily({ about: readAbout(), spec: readSpec(), commands: OWN_COMMANDS }, async () => {
    const { createConnector } = await import("./connector.ts");
    return createConnector();
  });
}
