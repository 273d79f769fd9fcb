import { parseArgs } from "node:util";

import { ConfigError } from "./errors.ts";
import { byNearness } from "./nearest-name.ts";
import { COMMANDS, USAGE } from "./usage.ts";

export type CommandLine =
  | { readonly command: "help" | "version" | "none" | "spec" }
  | { readonly command: "check" | "discover"; readonly config: string }
  | { readonly command: "write"; readonly config: string; readonly catalog: string };

/** `state` and `debug` are accepted and ignored, because other runners of connectors pass them. */
const OPTIONS = {
  config: { type: "string" },
  catalog: { type: "string" },
  state: { type: "string" },
  debug: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

/** Options that a mistyped option may mean. */
const NAMED_OPTIONS = ["config", "catalog", "help", "version"] as const;

/** Reads the arguments after the program's name. Throws a `ConfigError` that says what is wrong and shows the usage. */
export function commandLine(args: readonly string[]): CommandLine {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  if (values["help"] === true) return { command: "help" };
  if (values["version"] === true) return { command: "version" };
  for (const token of tokens) {
    if (token.kind === "option" && !Object.hasOwn(OPTIONS, token.name)) throw unknownOption(token.rawName);
  }
  const [command, ...rest] = positionals;
  if (command !== undefined && rest.length > 0) {
    throw invalid("There is one argument too many: options begin with --, and messages are read from stdin");
  }
  return commandOf(command, values);
}

function commandOf(command: string | undefined, values: Readonly<Record<string, unknown>>): CommandLine {
  switch (command) {
    case undefined:
      return { command: "none" };
    case "spec":
      return { command };
    case "check":
    case "discover":
      return { command, config: required(values, "config") };
    case "write":
      return { command, config: required(values, "config"), catalog: required(values, "catalog") };
    default:
      throw invalid(`The command is unknown${suggestion(command, COMMANDS, "")}`);
  }
}

function required(values: Readonly<Record<string, unknown>>, option: string): string {
  const value = values[option];
  if (typeof value !== "string" || value === "") throw invalid(`--${option} FILE is missing`);
  return value;
}

/** Repeats what was typed only if it looks like the name of an option: it may be a config with secrets. */
function unknownOption(rawName: string): ConfigError {
  const isName = /^--?[a-z][a-z_-]{0,30}$/i.test(rawName);
  return invalid(`The option${isName ? ` ${rawName}` : ""} is unknown${suggestion(rawName, NAMED_OPTIONS, "--")}`);
}

function suggestion(typed: string, names: readonly string[], prefix: string): string {
  const [nearest] = byNearness(typed, names);
  return nearest?.isNear === true ? `; did you mean ${prefix}${nearest.name}?` : "";
}

function invalid(what: string): ConfigError {
  return new ConfigError(`${what}${what.endsWith("?") ? "" : "."} ${USAGE}`);
}
