#!/usr/bin/env node
import { run } from "airbyte-cdk-typescript";
import { ZendeskDestination } from "./destination.ts";
import { boundHeapGrowth } from "./heap-growth.ts";

boundHeapGrowth();
await run(new ZendeskDestination());
