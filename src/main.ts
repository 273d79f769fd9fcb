#!/usr/bin/env node
import { run } from "airbyte-cdk-typescript";
import { ZendeskDestination } from "./destination.ts";

await run(new ZendeskDestination());
