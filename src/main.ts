#!/usr/bin/env node
// Only what every version of Node can run is imported before the version is known.
import { useCompileCache } from "./compile-cache.ts";
import { refuseNode } from "./node-version.ts";

if (!refuseNode(process)) {
  useCompileCache();
  void import("./start.ts").then(({ start }) => start());
}
