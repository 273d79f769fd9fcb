import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { ConnectorOutput } from "./connector-output.ts";
import { SentValues } from "./sent-values.ts";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
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

/** How a command ended. */
export interface CommandEnd {
  readonly output: ConnectorOutput;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * A command of the built connector in a separate process, as Airbyte runs it, but with debug logs. `ended` rejects if
 * it printed a value of a record.
 */
export class ConnectorProcess {
  readonly output = new ConnectorOutput();
  /** Resolves when the process is gone and all its output has been read. */
  readonly ended: Promise<CommandEnd>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #sent = new SentValues();
  #stderr = "";

  private constructor(args: readonly string[], { config, catalog, env, shell }: CommandFiles, folder: string) {
    const command = [process.execPath, MAIN, ...args] as const;
    const [program, ...rest] = shell === undefined ? command : (["sh", "-c", shell, "sh", ...command] as const);
    this.#child = spawn(program, rest, {
      env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: COMPILED, LOG_LEVEL: "debug", ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    // A connector that ends early breaks the pipe. Tests look at how it ended.
    this.#child.stdin.on("error", () => {});
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.output.add(text);
    });
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr += text;
    });
    this.ended = this.#end(folder, [config, catalog]);
  }

  static async start(command: Command, files: CommandFiles): Promise<ConnectorProcess> {
    const folder = await mkdtemp(path.join(tmpdir(), "destination-zendesk-test-"));
    const args: string[] = [command];
    for (const [name, content] of Object.entries({ config: files.config, catalog: files.catalog })) {
      if (content === undefined) continue;
      const file = path.join(folder, `${name}.json`);
      await writeFile(file, JSON.stringify(content));
      args.push(`--${name}`, file);
    }
    return new ConnectorProcess(args, files, folder);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves when the connector's pipe accepts more. */
  async send(lines: readonly string[]): Promise<void> {
    this.#sent.note(lines);
    const text = lines.map((line) => `${line}\n`).join("");
    if (this.#child.stdin.write(text)) return;
    await Promise.race([once(this.#child.stdin, "drain").catch(() => this.ended), this.ended]);
  }

  /** Resolves when the connector has not read any of its input for a second, because its output has filled up. */
  async stuck(): Promise<void> {
    let unsent: number;
    do {
      unsent = this.#child.stdin.writableLength;
      await setTimeout(1000);
    } while (this.#child.stdin.writableLength < unsent || unsent === 0);
  }

  /** Ends the input, possibly after bytes that are not a whole line. */
  endInput(rest = ""): void {
    this.#child.stdin.end(rest);
  }

  /** Lets stdout fill up. What is in the pipe is read when the process is gone. */
  stopReading(): void {
    this.#child.stdout.pause();
    this.#child.once("exit", () => this.#child.stdout.resume());
  }

  /** Breaks the pipe that the connector writes to. */
  closeOutput(): void {
    this.#child.stdout.destroy();
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves once `count` messages match. Throws if the connector ends before that. */
  async seen(matches: Parameters<ConnectorOutput["seen"]>[0], count?: number): Promise<void> {
    const outcome = await Promise.race([this.output.seen(matches, count), this.ended]);
    if (outcome) throw new Error(`The connector ended first:\n${outcome.output.lines.join("\n")}\n${outcome.stderr}`);
  }

  async #end(folder: string, named: readonly unknown[]): Promise<CommandEnd> {
    const [code, signal] = (await once(this.#child, "close")) as [number | null, NodeJS.Signals | null];
    await rm(folder, { recursive: true });
    this.#sent.expectUnprinted(this.output, this.#stderr, named);
    return { output: this.output, stderr: this.#stderr, code, signal };
  }
}

/** Runs a command to its end with these lines as its whole input. */
export async function runConnector(
  command: Command,
  files: CommandFiles = {},
  input: readonly string[] = [],
): Promise<CommandEnd> {
  const connector = await ConnectorProcess.start(command, files);
  await connector.send(input);
  connector.endInput();
  return connector.ended;
}
