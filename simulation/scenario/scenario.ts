import type { FaultSetting, SimulatorOptions } from "zendesk-simulator";
import type { ConfiguredStream, RecordData } from "../../integration_tests/airbyte-messages.ts";

/** Everything that happens in a run, drawn from one seed before it starts. */
export interface Scenario {
  readonly seed: number;
  readonly startAt: number;
  readonly account: Partial<SimulatorOptions>;
  readonly faults: readonly FaultSetting[];
  /** Users who were there before, some of whom no record is about. */
  readonly seededUsers: readonly RecordData[];
  readonly connectors: readonly ConnectorScenario[];
}

export type StateKind = "STREAM" | "GLOBAL" | "LEGACY";

/** One connection: its source, its settings, and what befalls it. */
export interface ConnectorScenario {
  readonly name: string;
  readonly startDelayMs: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly streams: readonly StreamScenario[];
  readonly stateKind: StateKind;
  readonly input: readonly InputItem[];
  readonly feed: Feed;
  readonly interruptions: readonly Interruption[];
  readonly disk: { readonly isFullFirst: boolean; readonly gatherMs: number } | undefined;
}

export type Mode = "upsert" | "insert" | "update" | "delete";

export interface StreamScenario {
  readonly configured: ConfiguredStream;
  readonly mode: Mode;
  readonly key: "external_id" | "email";
}

export interface ScenarioRecord {
  readonly type: "record";
  /** Place among the connector's records, from 1; it stands in the record's `notes`. */
  readonly serial: number;
  /** Place among the stream's records, from 1. */
  readonly ordinal: number;
  readonly stream: StreamScenario;
  readonly person: string;
  readonly data: RecordData;
  /** Undefined for a record that nobody has a reason to refuse. */
  readonly refusal: Refusal | undefined;
}

/** Why a record must be rejected, whatever the account holds. */
export interface Refusal {
  readonly by: "connector" | "zendesk";
  /** Any of these says it. */
  readonly reasons: readonly string[];
}

interface ScenarioState {
  readonly type: "state";
  /** Records of the stream, or of all, before it. */
  readonly cursor: number;
  /** Undefined: of all streams. */
  readonly stream: StreamScenario | undefined;
  /** As the source writes it, which the platform must get back. */
  readonly line: string;
}

export type InputItem = ScenarioRecord | ScenarioState;

/** How the input comes. */
export interface Feed {
  /** Of bytes. */
  readonly longestChunk: number;
  /** How many pauses there are, on average. */
  readonly pauses: number;
  readonly longestPauseMs: number;
}

/** What ends an attempt from outside, once it has come so far. */
export interface Interruption {
  readonly signal: "SIGKILL" | "SIGTERM";
  readonly when: { readonly afterMs: number } | { readonly afterStates: number } | { readonly afterRequests: number };
}
