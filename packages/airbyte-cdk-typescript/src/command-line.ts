import { parseArgs } from "node:util";

import { ConfigError } from "./errors.ts";

export type CommandLine =
  | { readonly command: "spec" }
  | { readonly command: "check" | "discover"; readonly config: string }
  | { readonly command: "write"; readonly config: string; readonly catalog: string };

const USAGE =
  "Usage: spec | check --config FILE | discover --config FILE | write --config FILE --catalog FILE < MESSAGES";

/** Reads the arguments after the program's name; flags of other runners are let pass. Throws `ConfigError` with the usage. */
export function commandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { config: { type: "string" }, catalog: { type: "string" } },
    allowPositionals: true,
    strict: false,
  });
  const command = positionals[0];
  switch (command) {
    case "spec":
      return { command };
    case "check":
    case "discover":
      return { command, config: required(values, "config") };
    case "write":
      return { command, config: required(values, "config"), catalog: required(values, "catalog") };
    case undefined:
    default:
      throw new ConfigError(`${command === undefined ? "No command was given" : "The command is unknown"}. ${USAGE}`);
  }
}

function required(values: Readonly<Record<string, unknown>>, option: string): string {
  const value = values[option];
  if (typeof value !== "string" || value === "") {
    throw new ConfigError(`--${option} FILE is missing. ${USAGE}`);
  }
  return value;
}
