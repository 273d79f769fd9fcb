import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  type DestinationEnd,
  type DestinationOutput,
  type SpawnedDestination,
  spawnDestination,
} from "airbyte-cdk-typescript/testing";
import { SentValues } from "./sent-values.ts";

/** The built connector. */
export const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
/** Hundreds of processes compile the same files, and a short command spends most of its time on that. */
const COMPILED = fileURLToPath(new URL("../../node_modules/.cache/connector-compiled/", import.meta.url));

export type Command = "spec" | "check" | "discover" | "write";

export interface CommandFiles {
  readonly config?: unknown;
  readonly catalog?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  /** A script of `sh` that runs the command, which is in its arguments: `ulimit -f 64; exec "$@"`. */
  readonly shell?: string;
}

/**
 * A command of the built connector in a separate process, as Airbyte runs it, but with debug logs. `ended` rejects if
 * it printed a value of a record.
 */
export class ConnectorProcess {
  readonly ended: Promise<DestinationEnd>;
  readonly #spawned: SpawnedDestination;
  readonly #sent = new SentValues();

  private constructor(spawned: SpawnedDestination, named: readonly unknown[]) {
    this.#spawned = spawned;
    this.ended = this.#end(named);
  }

  static async start(command: Command, files: CommandFiles): Promise<ConnectorProcess> {
    const { config, catalog, env, shell } = files;
    const program = [process.execPath, MAIN];
    const spawned = await spawnDestination(shell === undefined ? program : ["sh", "-c", shell, "sh", ...program], {
      command,
      config,
      catalog,
      env: { NODE_COMPILE_CACHE: COMPILED, LOG_LEVEL: "debug", ...env },
    });
    return new ConnectorProcess(spawned, [config, catalog]);
  }

  get output(): DestinationOutput {
    return this.#spawned.output;
  }

  get pid(): number {
    return this.#spawned.child.pid ?? 0;
  }

  /** Resolves when the connector's pipe accepts more. */
  send(lines: readonly string[]): Promise<void> {
    this.#sent.note(lines);
    return this.#spawned.send(lines);
  }

  /** Resolves when the connector has not read any of its input for a second, because its output has filled up. */
  async stuck(): Promise<void> {
    const { stdin } = this.#spawned.child;
    let unsent: number;
    do {
      unsent = stdin.writableLength;
      await setTimeout(1000);
    } while (stdin.writableLength < unsent || unsent === 0);
  }

  /** Ends the input, possibly after bytes that are not a whole line. */
  endInput(rest = ""): void {
    this.#spawned.endInput(rest);
  }

  /** Lets stdout fill up. What is in the pipe is read when the process is gone. */
  stopReading(): void {
    const { child } = this.#spawned;
    child.stdout.pause();
    child.once("exit", () => child.stdout.resume());
  }

  /** Breaks the pipe that the connector writes to. */
  closeOutput(): void {
    this.#spawned.child.stdout.destroy();
  }

  kill(signal: NodeJS.Signals): void {
    this.#spawned.child.kill(signal);
  }

  /** Resolves once `count` messages match. Throws if the connector ends before that. */
  seen(...[matches, count]: Parameters<SpawnedDestination["seen"]>): Promise<void> {
    return this.#spawned.seen(matches, count);
  }

  async #end(named: readonly unknown[]): Promise<DestinationEnd> {
    const end = await this.#spawned.ended;
    this.#sent.expectUnprinted(end.output, end.stderr, named);
    return end;
  }
}

/** Runs a command to its end with these lines as its whole input. */
export async function runConnector(
  command: Command,
  files: CommandFiles = {},
  input: readonly string[] = [],
): Promise<DestinationEnd> {
  const connector = await ConnectorProcess.start(command, files);
  await connector.send(input);
  connector.endInput();
  return connector.ended;
}
