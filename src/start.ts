import { runLazily } from "airbyte-cdk-typescript";
import { readAbout, readSpec } from "./about.ts";

/** Answers the commands that only print something, and loads the connector for the others. */
export async function start(): Promise<void> {
  await runLazily({ about: readAbout(), spec: readSpec() }, async () => {
    const { createConnector } = await import("./connector.ts");
    return createConnector();
  });
}
