import type { About } from "./destination.ts";
import { type OwnCommand, usageOf } from "./own-command.ts";

export const COMMANDS = ["spec", "check", "discover", "write"] as const;

const USAGE =
  "Usage: spec | check --config FILE | discover --config FILE | write --config FILE --catalog FILE < MESSAGES";

/** One line, for errors. */
export function usageLine(own: readonly OwnCommand[]): string {
  return [USAGE, ...own.map(usageOf)].join(" | ");
}

const COMMAND_LINES: readonly (readonly [string, string])[] = [
  ["spec", "print the schema of the config"],
  ["check --config FILE", "test the config"],
  ["discover --config FILE", "list the objects that can be written"],
  ["write --config FILE --catalog FILE", "write the records of the Airbyte messages on stdin"],
];

const OPTION_LINES: readonly (readonly [string, string])[] = [
  ["-h, --help", "print this text"],
  ["--version", "print the version"],
];

const ENVIRONMENT: Readonly<Record<string, string>> = {
  FLUSH_INTERVAL_SECONDS: "longest time to hold back a partly filled batch or a state (default 30)",
  LOG_LEVEL: '"debug" prints more',
  PRINT_ERROR_MESSAGES: '"true" prints the messages of unexpected errors, which may contain values of records',
};

/** For people who ask for help or give no command. */
export function helpText(
  { name, environment = {} }: About,
  documentationUrl: string | undefined,
  own: readonly OwnCommand[] = [],
): string {
  const ownLines = own.map((command) => [usageOf(command), command.description] as const);
  const sections = [
    ["Commands:", [...COMMAND_LINES, ...ownLines]],
    ["Options:", OPTION_LINES],
    ["Environment:", Object.entries({ ...ENVIRONMENT, ...environment })],
  ] as const;
  return [
    `Usage: ${name} COMMAND`,
    ...sections.flatMap(([title, lines]) => ["", title, ...aligned(lines)]),
    ...(documentationUrl === undefined ? [] : ["", `Documentation: ${documentationUrl}`]),
    "",
  ].join("\n");
}

export function versionText({ name, version }: About): string {
  return `${name} ${version}\n`;
}

function aligned(lines: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...lines.map(([left]) => left.length));
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
