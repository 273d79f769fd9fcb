/** What the tests read from the connector's messages. */
export interface ConnectorMessage {
  readonly type: string;
  readonly spec?: unknown;
  readonly connectionStatus?: { readonly status: "SUCCEEDED" | "FAILED"; readonly message?: string };
  readonly log?: { readonly level: string; readonly message: string };
  readonly state?: StateMessage;
  readonly destination_catalog?: { readonly operations: readonly DestinationOperation[] };
  readonly trace?: { readonly type: string; readonly error?: TraceError; readonly stream_status?: StreamStatus };
}

interface DestinationOperation {
  readonly object_name: string;
  readonly sync_mode: string;
  readonly json_schema: { readonly properties: Readonly<Record<string, JsonSchema>> };
  readonly matching_keys?: readonly (readonly string[])[];
}

type JsonSchema = Readonly<Record<string, unknown>>;

export interface StateMessage {
  readonly stream?: {
    readonly stream_descriptor: { readonly name: string };
    readonly stream_state?: { readonly cursor: number };
  };
  readonly destinationStats: StateCounts;
}

export interface StateCounts {
  readonly recordCount: number;
  readonly rejectedRecordCount: number;
  readonly additionalStats: Readonly<Record<"created" | "updated" | "deleted" | "unchanged" | "ignored", number>>;
}

interface StreamStatus {
  readonly stream_descriptor: { readonly name: string };
  readonly status: string;
  readonly reasons: readonly { readonly type: string; readonly rate_limited: { readonly quota_reset: number } }[];
}

interface TraceError {
  readonly message: string;
  readonly internal_message?: string;
  readonly stack_trace?: string;
  readonly failure_type: string;
}

/** The connector's stdout, line by line. Throws for a line that is not JSON, because Airbyte would drop it. */
export class ConnectorOutput {
  readonly lines: string[] = [];
  readonly messages: ConnectorMessage[] = [];
  #rest = "";
  #onMessage: () => void = () => {};

  /** Not readline: it also splits at U+2028, which states may contain. */
  add(text: string): void {
    const parts = (this.#rest + text).split("\n");
    this.#rest = parts.pop() ?? "";
    for (const line of parts) {
      this.lines.push(line);
      this.messages.push(JSON.parse(line) as ConnectorMessage);
    }
    this.#onMessage();
  }

  /** Resolves once `count` messages match. One caller at a time. */
  async seen(matches: (message: ConnectorMessage) => boolean, count = 1): Promise<void> {
    while (this.messages.filter(matches).length < count) {
      await new Promise<void>((resolve) => {
        this.#onMessage = resolve;
      });
    }
  }

  get states(): readonly StateMessage[] {
    return this.messages.flatMap(({ state }) => state ?? []);
  }

  get stateLines(): readonly string[] {
    return this.lines.filter((_line, index) => this.messages[index]?.type === "STATE");
  }

  get errors(): readonly TraceError[] {
    return this.messages.flatMap(({ trace }) => trace?.error ?? []);
  }

  get warnings(): readonly string[] {
    return this.messages.flatMap(({ log }) => (log?.level === "WARN" ? log.message : []));
  }

  /** The counts of all states together. */
  get counts(): { written: number; rejected: number } & StateCounts["additionalStats"] {
    const sum = (read: (stats: StateCounts) => number): number =>
      this.states.reduce((total, { destinationStats }) => total + read(destinationStats), 0);
    return {
      written: sum((stats) => stats.recordCount),
      rejected: sum((stats) => stats.rejectedRecordCount),
      created: sum((stats) => stats.additionalStats.created),
      updated: sum((stats) => stats.additionalStats.updated),
      deleted: sum((stats) => stats.additionalStats.deleted),
      unchanged: sum((stats) => stats.additionalStats.unchanged),
      ignored: sum((stats) => stats.additionalStats.ignored),
    };
  }
}

export function isState({ type }: ConnectorMessage): boolean {
  return type === "STATE";
}
