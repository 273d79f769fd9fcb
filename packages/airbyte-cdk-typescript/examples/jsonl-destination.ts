import { access, appendFile, constants } from "node:fs/promises";
import { join } from "node:path";

import {
  ConfigError,
  type Destination,
  type PendingRecord,
  type RecordSink,
  run,
  type SyncContext,
} from "airbyte-cdk-typescript";

interface Config {
  readonly folder: string;
}

/** Writes records as lines of JSON, one file a stream. */
class JsonlDestination implements Destination<Config> {
  readonly spec = {
    connectionSpecification: {
      type: "object",
      required: ["folder"],
      additionalProperties: false,
      properties: { folder: { type: "string", title: "Folder", description: "An existing folder for the files." } },
    },
    supported_destination_sync_modes: ["append"],
  } as const;

  // The config is already valid against the spec. Libraries such as zod do this in one call.
  parse(config: unknown): Config {
    if (typeof config === "object" && config !== null && "folder" in config && typeof config.folder === "string") {
      return { folder: config.folder };
    }
    throw new ConfigError("folder is missing: name an existing folder.");
  }

  async check({ folder }: Config) {
    try {
      await access(folder, constants.W_OK);
    } catch (cause) {
      throw new ConfigError(`The folder ${folder} cannot be written to. Create it and allow writing.`, { cause });
    }
  }

  async discover() {
    return [{ object_name: "lines", sync_mode: "append" as const, json_schema: { type: "object" } }];
  }

  async open(config: Config, _catalog: unknown, sync: SyncContext) {
    await this.check(config);
    return new FolderSink(config.folder, sync);
  }
}

class FolderSink implements RecordSink {
  readonly #folder: string;
  readonly #sync: SyncContext;
  #batch: PendingRecord[] = [];
  #writing = Promise.resolve();

  constructor(folder: string, sync: SyncContext) {
    this.#folder = folder;
    this.#sync = sync;
  }

  write(record: PendingRecord) {
    this.#batch.push(record);
    return this.#batch.length < 1000 ? undefined : this.#writeBatch();
  }

  flush() {
    // Nothing waits for this promise, so a failure has to end the sync itself.
    this.#writeBatch().catch((error: unknown) => this.#sync.fail(error));
  }

  close() {
    return this.#writeBatch();
  }

  #writeBatch() {
    const batch = this.#batch;
    this.#batch = [];
    this.#writing = this.#writing.then(() => this.#append(batch));
    return this.#writing;
  }

  async #append(batch: PendingRecord[]) {
    for (const [name, records] of Map.groupBy(batch, (record) => record.stream.name)) {
      const lines = records.map((record) => `${JSON.stringify(record.data)}\n`);
      await appendFile(join(this.#folder, `${encodeURIComponent(name)}.jsonl`), lines.join(""), { flush: true });
      // Only after they are on disk: the states that cover them may be emitted immediately.
      for (const record of records) record.written("created");
    }
  }
}

await run(new JsonlDestination());
