import type { Readable, Writable } from "node:stream";

import { commandLine, type CommandLine } from "./command-line.ts";
import { validateConfig } from "./config-validation.ts";
import { configuredCatalog } from "./configured-catalog.ts";
import type { Destination } from "./destination.ts";
import { errorTrace } from "./error-trace.ts";
import { ConnectorError } from "./errors.ts";
import { flushIntervalMs } from "./flush-interval.ts";
import { readJsonFile } from "./json-file.ts";
import { createLogger, type Logger } from "./logger.ts";
import { MessageWriter } from "./message-writer.ts";
import { Redaction } from "./redaction.ts";
import { Sync } from "./sync.ts";
import { delayed } from "./waiting.ts";

type HostEvent = "SIGTERM" | "uncaughtException";

/** What `run` needs of the process it runs in; `process` itself is one. */
export interface Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly pid: number;
  /** Reads the files that the command line names; without it they are read from the disk. */
  readFile?(path: string): Promise<string>;
  on(event: HostEvent, listener: (reason: unknown) => void): unknown;
  off(event: HostEvent, listener: (reason: unknown) => void): unknown;
  kill(pid: number, signal: "SIGTERM"): unknown;
  exit(code: number): unknown;
}

/** PyAirbyte kills a destination 10 s after its SIGTERM: by then all is settled and what can be read has been. */
const DEADLINE_AFTER_SIGTERM_MS = 9500;

/** Dying by the signal shows as 128 + 15 in shells. */
const EXIT_CODE_OF_SIGTERM = 143;

/**
 * Carries out the command line with the destination and ends the process when its output is flushed, whatever is still
 * open. Resolves with the exit code, for hosts whose `exit` returns.
 */
export async function run<Config>(destination: Destination<Config>, host: Host = process): Promise<number> {
  const command = new CommandRun(destination, host);
  const code = await command.finish();
  host.exit(code);
  return code;
}

class CommandRun<Config> {
  readonly #destination: Destination<Config>;
  readonly #host: Host;
  readonly #redaction = new Redaction();
  readonly #writer: MessageWriter;
  readonly #logger: Logger;
  readonly #sigterm = new AbortController();
  readonly #terminate = () => {
    this.#sigterm.abort();
  };
  #onCrash: (error: unknown) => void = () => {};

  constructor(destination: Destination<Config>, host: Host) {
    this.#destination = destination;
    this.#host = host;
    this.#writer = new MessageWriter(host.stdout, this.#redaction);
    this.#logger = createLogger(this.#writer, this.#redaction, host.env["LOG_LEVEL"]);
  }

  async finish(): Promise<number> {
    const crash = (error: unknown) => {
      this.#onCrash(error);
    };
    // An exception from nowhere ends the command like one it threw, instead of printing people's data on stderr.
    const crashed = new Promise<never>((_resolve, reject) => {
      this.#onCrash = reject;
    });
    const deadline = delayed(this.#sigterm.signal, DEADLINE_AFTER_SIGTERM_MS);
    this.#host.on("uncaughtException", crash);
    let code = 0;
    try {
      await Promise.race([this.#command(commandLine(this.#host.argv.slice(2))), crashed]);
    } catch (error) {
      code = 1;
      this.#writer.message({
        type: "TRACE",
        trace: { type: "ERROR", emitted_at: Date.now(), error: errorTrace(error) },
      });
    }
    await this.#writer.close(deadline.signal);
    deadline.cancel();
    this.#host.off("uncaughtException", crash);
    this.#host.off("SIGTERM", this.#terminate);
    // A failure that came before the signal has its TRACE and its code.
    if (this.#sigterm.signal.aborted && code === 0) {
      this.#host.kill(this.#host.pid, "SIGTERM");
      // Only reached as process 1 of a container, to which the kernel delivers no signal without a handler.
      return EXIT_CODE_OF_SIGTERM;
    }
    return this.#writer.broken.aborted ? 1 : code;
  }

  async #command(line: CommandLine): Promise<void> {
    switch (line.command) {
      case "spec":
        this.#writer.message({ type: "SPEC", spec: this.#destination.spec });
        break;
      case "check":
        await this.#check(line.config);
        break;
      case "discover":
        await this.#discover(line.config);
        break;
      case "write":
        await this.#write(line.config, line.catalog);
        break;
    }
  }

  async #check(configFile: string): Promise<void> {
    try {
      const config = await this.#config(configFile);
      await this.#destination.check(config, { logger: this.#logger });
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        throw error;
      }
      const { message } = error;
      this.#writer.message({ type: "CONNECTION_STATUS", connectionStatus: { status: "FAILED", message } });
      return;
    }
    this.#writer.message({ type: "CONNECTION_STATUS", connectionStatus: { status: "SUCCEEDED" } });
  }

  async #discover(configFile: string): Promise<void> {
    const config = await this.#config(configFile);
    const operations = await this.#destination.discover(config, { logger: this.#logger });
    this.#writer.message({ type: "DESTINATION_CATALOG", destination_catalog: { operations } });
  }

  async #write(configFile: string, catalogFile: string): Promise<void> {
    const config = await this.#config(configFile);
    const catalog = configuredCatalog(await this.#readJson("--catalog", catalogFile));
    const sync = new Sync({
      stdin: this.#host.stdin,
      writer: this.#writer,
      logger: this.#logger,
      catalog,
      flushIntervalMs: flushIntervalMs(this.#host.env["FLUSH_INTERVAL_SECONDS"]),
    });
    const stop = () => {
      sync.stop();
    };
    this.#onCrash = (error) => {
      sync.fail(error);
    };
    // Until the process ends: the kernel ends no process 1 of a container that has no handler.
    this.#host.on("SIGTERM", this.#terminate);
    this.#sigterm.signal.addEventListener("abort", stop);
    try {
      await sync.run((context) => this.#destination.open(config, catalog, context));
    } finally {
      this.#sigterm.signal.removeEventListener("abort", stop);
    }
  }

  #readJson(option: string, path: string): Promise<unknown> {
    return readJsonFile(option, path, this.#host.readFile?.bind(this.#host));
  }

  /** The config, once its secrets are known to the redaction and it is valid against the spec. */
  async #config(file: string): Promise<Config> {
    const json = await this.#readJson("--config", file);
    const schema = this.#destination.spec.connectionSpecification;
    this.#redaction.addSecretsOf(schema, json);
    validateConfig(schema, json);
    return this.#destination.parse(json);
  }
}
