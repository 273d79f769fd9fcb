import type { Logger } from "./logger.ts";

/** A command of the connector's own, besides Airbyte's. It takes files and prints messages for `write`. */
export interface OwnCommand {
  readonly name: string;
  /** Its options, all of them required, each with the word for its value: `{ config: "FILE" }`. */
  readonly options: Readonly<Record<string, string>>;
  readonly description: string;
}

/** Runs such a command. What it throws becomes the one TRACE ERROR, and people see its message on stderr. */
export type RunOwnCommand<Config> = (call: OwnCommandCall<Config>) => Promise<void>;

export interface OwnCommandCall<Config> {
  /** At least one. */
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  /** Reads the file of the option `config`. Throws `ConfigError`. `json` is its content, with everything in it. */
  configured(): Promise<{ readonly config: Config; readonly json: unknown }>;
  /** Prints a message on stdout unchanged. Resolves when more may be printed. */
  print(message: object): Promise<void>;
  /** Tells people something, on stderr. Secrets are removed. */
  tell(text: string): void;
  /** Its messages go to stderr: stdout is another program's input. */
  readonly logger: Logger;
  /** Aborted when nothing more is wanted: by a signal, or because stdout is closed. */
  readonly signal: AbortSignal;
}

/** `replay FILE…`, `undo --config FILE FILE…` */
export function usageOf({ name, options }: OwnCommand): string {
  return [name, ...Object.entries(options).map(([option, value]) => `--${option} ${value}`), "FILE…"].join(" ");
}
