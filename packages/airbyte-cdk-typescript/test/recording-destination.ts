import {
  ConfigError,
  type ConnectorSpecification,
  type Destination,
  type PendingRecord,
  type RecordSink,
  type SyncContext,
} from "../src/index.ts";
import { temporaryFile } from "./fake-host.ts";

interface Config {
  readonly token: string;
}

export const TOKEN = "s3cr3t-token";

/** A destination that keeps what it is given. Tests settle the records, or replace its methods. */
export class RecordingDestination implements Destination<Config> {
  readonly spec: ConnectorSpecification = {
    connectionSpecification: {
      type: "object",
      required: ["token"],
      additionalProperties: false,
      properties: { token: { type: "string", airbyte_secret: true } },
    },
    supported_destination_sync_modes: ["append"],
  };
  readonly records: PendingRecord[] = [];
  readonly calls: string[] = [];
  sync: SyncContext | undefined;

  constructor(overrides: Partial<Destination<Config> & RecordSink> = {}) {
    Object.assign(this, overrides);
  }

  parse(config: unknown): Config {
    if (typeof config === "object" && config !== null && "token" in config) return { token: String(config.token) };
    throw new ConfigError("token is missing");
  }

  async check(): Promise<void> {}

  async discover() {
    return [{ object_name: "things", sync_mode: "append" as const, json_schema: { type: "object" } }];
  }

  async open(_config: Config, _catalog: unknown, sync: SyncContext): Promise<RecordSink> {
    this.sync = sync;
    return {
      write: (record) => {
        this.records.push(record);
        return this.write(record);
      },
      flush: () => {
        this.calls.push("flush");
        this.flush();
      },
      settleHeld: (isEnough) => this.settleHeld(isEnough),
      close: async () => {
        this.calls.push("close");
        await this.close();
      },
      abandon: () => {
        this.calls.push("abandon");
        this.abandon();
      },
    };
  }

  write(_record: PendingRecord): Promise<void> | void {}

  flush(): void {}

  async settleHeld(_isEnough: () => boolean): Promise<void> {}

  async close(): Promise<void> {}

  abandon(): void {}

  get received(): unknown[] {
    return this.records.map(({ data }) => data);
  }
}

export const configFile = (): string => temporaryFile({ token: TOKEN });

export const catalogFile = (...streams: readonly string[]): string =>
  temporaryFile({ streams: streams.map((name) => ({ stream: { name } })) });

export const recordLine = (stream: string, data: Record<string, unknown> = {}): string =>
  `${JSON.stringify({ type: "RECORD", record: { stream, data, emitted_at: 1 } })}\n`;

/** A STATE of the stream, or a GLOBAL one. The platform's `id` must come back. */
export const stateLine = (id: number, stream?: string): string =>
  `${JSON.stringify({
    type: "STATE",
    state:
      stream === undefined
        ? { type: "GLOBAL", global: { stream_states: [] }, id }
        : { type: "STREAM", stream: { stream_descriptor: { name: stream } }, id },
  })}\n`;
