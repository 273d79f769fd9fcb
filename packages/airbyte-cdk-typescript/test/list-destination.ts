import {
  ConfigError,
  type ConnectorSpecification,
  type Destination,
  isJsonObject,
  type PendingRecord,
  type RecordSink,
  type SyncContext,
} from "../src/index.ts";

/** Writes records into a list when it is flushed, and rejects those without an `id`. */
export class ListDestination implements Destination<unknown> {
  readonly spec: ConnectorSpecification = {
    connectionSpecification: { type: "object", properties: { token: { type: "string", airbyte_secret: true } } },
  };
  readonly list: unknown[] = [];

  parse(config: unknown): unknown {
    return config;
  }

  async check(config: unknown): Promise<void> {
    const isWrong = isJsonObject(config) && config["token"] === "wrong";
    if (isWrong) throw new ConfigError("The token is wrong: copy it again.");
  }

  async discover() {
    return [{ object_name: "list", sync_mode: "append" as const, json_schema: { type: "object", properties: {} } }];
  }

  async open(_config: unknown, _catalog: unknown, _sync: SyncContext): Promise<RecordSink> {
    const batch: PendingRecord[] = [];
    const flush = () => {
      for (const record of batch.splice(0)) this.#settle(record);
    };
    return {
      write: (record) => {
        batch.push(record);
      },
      flush,
      close: async () => flush(),
    };
  }

  #settle(record: PendingRecord): void {
    if (record.data["id"] === undefined) {
      record.rejected();
      return;
    }
    this.list.push(record.data);
    record.written("created");
  }
}
