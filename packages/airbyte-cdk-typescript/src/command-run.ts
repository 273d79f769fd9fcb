import { runBriefly } from "./brief-command.ts";
import { type CommandLine, type OwnCommandLine, commandLine } from "./command-line.ts";
import { configuredCatalog } from "./configured-catalog.ts";
import { checkedOperations, checkedSpec } from "./destination-answers.ts";
import type { About, DestinationInfo } from "./destination.ts";
import { type ErrorDetail, errorSummary, errorTrace } from "./error-trace.ts";
import { ConfigError, ConnectorError, impossible } from "./errors.ts";
import { flushIntervalMs } from "./flush-interval.ts";
import type { Host } from "./host.ts";
import { readJsonFile } from "./json-file.ts";
import { createLogger, type Logger } from "./logger.ts";
import { MessageWriter } from "./message-writer.ts";
import { loggerForPeople } from "./people-logger.ts";
import type { PreparedDestination } from "./prepare-destination.ts";
import { Redaction } from "./redaction.ts";
import { StopSignals } from "./stop-signals.ts";
import { Sync } from "./sync.ts";
import { helpText, versionText } from "./usage.ts";
import { delayed, unlessAborted } from "./waiting.ts";

/** PyAirbyte kills a destination 10 s after its SIGTERM. By then records must be settled and output must be written. */
const DEADLINE_AFTER_SIGNAL_MS = 9500;

/** For developers: messages of unexpected errors are printed too. Off by default, because they may contain people's data. */
const MESSAGES_SWITCH = "PRINT_ERROR_MESSAGES";

const UNNAMED: About = { name: "destination", version: "(version unknown)" };

/** One run of the command line. The destination is loaded by the first command that needs it. */
export class CommandRun<Config> {
  readonly #info: DestinationInfo;
  readonly #load: () => Promise<PreparedDestination<Config>>;
  readonly #host: Host;
  readonly #redaction = new Redaction();
  readonly #writer: MessageWriter;
  readonly #logger: Logger;
  readonly #stop: StopSignals;
  readonly #errorDetail: ErrorDetail;
  #onCrash: (error: unknown) => void = () => {};

  constructor(info: DestinationInfo, load: () => Promise<PreparedDestination<Config>>, host: Host) {
    this.#info = info;
    this.#load = load;
    this.#host = host;
    this.#writer = new MessageWriter(host.stdout, this.#redaction);
    this.#logger = createLogger(this.#writer, this.#redaction, host.env["LOG_LEVEL"]);
    this.#stop = new StopSignals(host);
    this.#errorDetail = host.env[MESSAGES_SWITCH] === "true" ? "messages" : "names";
  }

  async finish(): Promise<number> {
    const deadline = delayed(this.#stop.signal, DEADLINE_AFTER_SIGNAL_MS);
    const crash = (error: unknown) => {
      this.#onCrash(error);
    };
    const runOut = () => {
      this.#onCrash(impossible("The process had nothing left to wait for before its work was done."));
    };
    // Until the output is written: without a listener, Node would print the exception, which may contain personal data.
    this.#host.on("uncaughtException", crash);
    this.#host.on("beforeExit", runOut);
    let code = await this.#carryOut();
    await this.#writer.close(deadline.signal);
    deadline.cancel();
    this.#host.off("uncaughtException", crash);
    this.#host.off("beforeExit", runOut);
    // A failure before the signal keeps its TRACE and its exit code.
    if (this.#stop.signal.aborted && code === 0) return this.#stop.die();
    this.#stop.ignore();
    if (this.#writer.broken.aborted) code = 1;
    return code;
  }

  /**
   * Returns the exit code. Anything thrown, by the command or by work that it does not await, becomes the one TRACE
   * ERROR.
   */
  async #carryOut(): Promise<number> {
    // An uncaught exception ends the command as if the command had thrown it.
    const crashed = new Promise<never>((_resolve, reject) => {
      this.#onCrash = reject;
    });
    try {
      return await Promise.race([this.#command(commandLine(this.#host.argv.slice(2), this.#info.commands)), crashed]);
    } catch (error) {
      const trace = { type: "ERROR", emitted_at: Date.now(), error: errorTrace(error, this.#errorDetail) } as const;
      this.#writer.message({ type: "TRACE", trace });
      return 1;
    } finally {
      this.#onCrash = () => {};
    }
  }

  async #command(line: CommandLine): Promise<number> {
    switch (line.command) {
      case "help":
      case "none":
        this.#writer.plainText(helpText(this.#about, this.#info.spec.documentationUrl, this.#info.commands));
        return line.command === "none" ? 1 : 0;
      case "version":
        this.#writer.plainText(versionText(this.#about));
        return 0;
      case "spec":
        this.#writer.message({ type: "SPEC", spec: checkedSpec(this.#info.spec) });
        return 0;
      case "check":
        this.#warnOfMessages();
        await this.#check(line.config);
        return 0;
      case "discover":
        this.#warnOfMessages();
        await this.#discover(line.config);
        return 0;
      case "write":
        this.#warnOfMessages();
        await this.#write(line.config, line.catalog);
        return 0;
      case "own":
        await this.#runOwn(line);
        return 0;
    }
  }

  #warnOfMessages(warn: (text: string) => void = (text) => this.#logger.warn(text)): void {
    if (this.#errorDetail === "names") return;
    warn(
      `${MESSAGES_SWITCH} is true: the messages of unexpected errors are printed, and may contain values of records. Remove it when you have found the error.`,
    );
  }

  get #about(): About {
    return this.#info.about ?? UNNAMED;
  }

  async #check(configFile: string): Promise<void> {
    try {
      await runBriefly(async (context) => {
        context.waitingFor(`the file ${configFile}`);
        const { destination, config } = await this.#configured(configFile);
        await destination.check(config, context);
      }, this.#limits);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      const { message, internal_message: cause } = errorSummary(error, this.#errorDetail);
      if (cause !== undefined) this.#logger.error(`Cause of the failed check: ${cause}`);
      this.#writer.message({ type: "CONNECTION_STATUS", connectionStatus: { status: "FAILED", message } });
      return;
    }
    if (this.#stop.signal.aborted) return;
    this.#writer.message({ type: "CONNECTION_STATUS", connectionStatus: { status: "SUCCEEDED" } });
  }

  async #discover(configFile: string): Promise<void> {
    const answer = await runBriefly(async (context) => {
      context.waitingFor(`the file ${configFile}`);
      const { destination, config } = await this.#configured(configFile);
      return { operations: await destination.discover(config, context) };
    }, this.#limits);
    if (answer === undefined) return;
    const operations = checkedOperations(answer.operations);
    this.#writer.message({ type: "DESTINATION_CATALOG", destination_catalog: { operations } });
  }

  get #limits() {
    return { logger: this.#logger, stop: this.#stop.signal };
  }

  async #write(configFile: string, catalogFile: string): Promise<void> {
    const { env, stdin, stderr } = this.#host;
    const started = await unlessAborted(this.#readyToWrite(configFile, catalogFile), this.#stop.signal);
    if (started === undefined) return;
    const { catalog, config, destination } = started;
    const sync = new Sync({
      stdin,
      writer: this.#writer,
      logger: this.#logger,
      catalog,
      flushIntervalMs: flushIntervalMs(env["FLUSH_INTERVAL_SECONDS"]),
    });
    this.#onCrash = (error) => {
      sync.fail(error);
    };
    this.#stop.signal.addEventListener("abort", () => {
      sync.stop();
    });
    if (stdin.isTTY === true) {
      stderr?.write("Waiting for Airbyte messages on stdin, one JSON object per line. Ctrl+D ends the input.\n");
    }
    await sync.run((context) => destination.open(config, catalog, context));
  }

  async #runOwn({ files, name, options }: OwnCommandLine): Promise<void> {
    const tell = (text: string) => {
      this.#host.stderr?.write(`${this.#redaction.apply(text)}\n`);
    };
    this.#warnOfMessages(tell);
    const signal = AbortSignal.any([this.#stop.signal, this.#writer.broken]);
    const { commands } = await this.#load();
    const run = commands[name];
    if (!run) throw impossible(`The command ${name} has no code.`);
    const call = {
      files,
      options,
      configured: () => this.#configured(options["config"] ?? ""),
      print: async (message: object) => {
        signal.throwIfAborted();
        this.#writer.unchanged(message);
        if (this.#writer.needsDrain) await this.#writer.drained(signal);
      },
      tell,
      logger: loggerForPeople(tell, this.#redaction),
      signal,
    };
    try {
      await unlessAborted(run(call), signal);
    } catch (error) {
      // People may not see the TRACE: stdout goes to another program.
      tell(errorSummary(error, this.#errorDetail).message);
      throw error;
    }
  }

  async #readyToWrite(configFile: string, catalogFile: string) {
    const configured = await this.#configured(configFile);
    return { ...configured, catalog: configuredCatalog(await this.#readJson("--catalog", catalogFile)) };
  }

  #readJson(option: string, path: string): Promise<unknown> {
    return readJsonFile(option, path, this.#host.readFile?.bind(this.#host));
  }

  /** The destination with its config, valid against the spec. From here on, the redaction knows the config's secrets. */
  async #configured(file: string) {
    const json = await this.#readJson("--config", file);
    const schema = checkedSpec(this.#info.spec).connectionSpecification;
    this.#redaction.addSecretsOf(schema, json);
    const { destination, validateConfig } = await this.#load();
    if (destination.parsesStrictly !== true) validateConfig(schema, json);
    try {
      return { destination, config: destination.parse(json), json };
    } catch (error) {
      // Says all that is wrong at once, in the words of the spec.
      if (destination.parsesStrictly === true && !(error instanceof ConfigError)) validateConfig(schema, json);
      throw error;
    }
  }
}
