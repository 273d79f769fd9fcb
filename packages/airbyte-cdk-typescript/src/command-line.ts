import { parseArgs } from "node:util";

import { ConfigError } from "./errors.ts";
import { byNearness } from "./nearest-name.ts";
import type { OwnCommand } from "./own-command.ts";
import { COMMANDS, usageLine } from "./usage.ts";

export type CommandLine =
  | { readonly command: "help" | "version" | "none" | "spec" }
  | { readonly command: "check" | "discover"; readonly config: string }
  | { readonly command: "write"; readonly config: string; readonly catalog: string }
  | OwnCommandLine;

/** A command of the connector's own. */
export interface OwnCommandLine {
  readonly command: "own";
  readonly name: string;
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

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

/**
 * Reads the arguments after the program's name. Throws a `ConfigError` that says what is wrong and shows the usage.
 * `own`: the connector's own commands.
 */
export function commandLine(args: readonly string[], own: readonly OwnCommand[] = []): CommandLine {
  try {
    return readArguments(args, own);
  } catch (error) {
    if (!(error instanceof InvalidArguments)) throw error;
    const { message } = error;
    throw new ConfigError(`${message}${message.endsWith("?") ? "" : "."} ${usageLine(own)}`);
  }
}

function readArguments(args: readonly string[], own: readonly OwnCommand[]): CommandLine {
  const ownOptions = own.flatMap(({ options }) =>
    Object.keys(options).map((name) => [name, { type: "string" }] as const),
  );
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(ownOptions), ...OPTIONS },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  if (values["help"] === true) return { command: "help" };
  if (values["version"] === true) return { command: "version" };
  const [name, ...rest] = positionals;
  const ownCommand = own.find((each) => each.name === name);
  for (const token of tokens) {
    const isKnown = (option: string): boolean => Object.hasOwn({ ...OPTIONS, ...ownCommand?.options }, option);
    if (token.kind === "option" && !isKnown(token.name)) throw unknownOption(token.rawName, ownCommand);
  }
  if (ownCommand) return ownCommandLine(ownCommand, rest, values);
  if (rest.length > 0 && COMMANDS.some((each) => each === name)) {
    throw new InvalidArguments(
      "There is one argument too many: options begin with --, and messages are read from stdin",
    );
  }
  return commandOf(name, values, own);
}

function ownCommandLine(
  { name, options }: OwnCommand,
  files: readonly string[],
  values: Readonly<Record<string, unknown>>,
): CommandLine {
  const given = Object.entries(options).map(([option, value]) => [option, required(values, option, value)] as const);
  if (files.length === 0) throw new InvalidArguments(`${name} needs at least one file`);
  return { command: "own", name, files, options: Object.fromEntries(given) };
}

function commandOf(
  command: string | undefined,
  values: Readonly<Record<string, unknown>>,
  own: readonly OwnCommand[],
): CommandLine {
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
      throw new InvalidArguments(
        `The command is unknown${suggestion(command, [...COMMANDS, ...own.map(({ name }) => name)], "")}`,
      );
  }
}

function required(values: Readonly<Record<string, unknown>>, option: string, placeholder = "FILE"): string {
  const value = values[option];
  if (typeof value !== "string" || value === "") throw new InvalidArguments(`--${option} ${placeholder} is missing`);
  return value;
}

/** Repeats what was typed only if it looks like the name of an option: it may be a config with secrets. */
function unknownOption(rawName: string, own: OwnCommand | undefined): InvalidArguments {
  const isName = /^--?[a-z][a-z_-]{0,30}$/i.test(rawName);
  const names = [...NAMED_OPTIONS, ...Object.keys(own?.options ?? {})];
  return new InvalidArguments(`The option${isName ? ` ${rawName}` : ""} is unknown${suggestion(rawName, names, "--")}`);
}

function suggestion(typed: string, names: readonly string[], prefix: string): string {
  const [nearest] = byNearness(typed, names);
  return nearest?.isNear === true ? `; did you mean ${prefix}${nearest.name}?` : "";
}

/** Its message says what is wrong, without the usage. */
class InvalidArguments extends Error {}
