import { run } from "airbyte-cdk-typescript";
import { ZendeskDestination } from "./destination.ts";
import { boundHeapGrowth } from "./heap-growth.ts";

export async function start(): Promise<void> {
  boundHeapGrowth();
  await run(new ZendeskDestination());
}
