import type { FaultSetting, SimulatorOptions } from "zendesk-simulator";
import type { ConfiguredStream, RecordChange, RecordData } from "../../testing/input/airbyte-messages.ts";

import type { StreamShape } from "./draw-shape.ts";

/** Everything that happens in a run, drawn from one seed before it starts. */
export interface Scenario {
  readonly seed: number;
  readonly startAt: number;
  readonly account: Partial<SimulatorOptions>;
  readonly faults: readonly FaultSetting[];
  /** Organizations that were there before, some of which no record is about. */
  readonly seededOrganizations: readonly RecordData[];
  /** Users who were there before, some of whom no record is about. */
  readonly seededUsers: readonly RecordData[];
  /** When the date of the connectors' machine is set, and by how much. */
  readonly dateSteps: readonly DateStep[];
  /** What other people do in the account while connectors write. */
  readonly othersChanges: readonly OthersChange[];
  readonly connectors: readonly ConnectorScenario[];
}

export interface DateStep {
  readonly afterMs: number;
  readonly byMs: number;
}

/** "replace_key": a user's address, an organization's name. "merge" is of users alone. */
export type OthersAction = "create" | "update" | "replace_key" | "merge" | "delete";

/** What somebody else does to a user or an organization. */
export interface OthersChange {
  /** It follows this request, counted among those that name somebody or something: between a look-up and its job, or before the job ends. */
  readonly afterRequests: number;
  readonly action: OthersAction;
  /** Whether it concerns what that request names, and not anything that the inputs are about. */
  readonly isNamed: boolean;
  /** Which one of them, from 0 to 1. */
  readonly share: number;
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

/** What a stream is written to. */
export type ObjectName = "users" | "organizations";

export interface StreamScenario {
  readonly object: ObjectName;
  readonly configured: ConfiguredStream;
  readonly mode: Mode;
  readonly key: "external_id" | "email" | "name" | "id";
  /** As the setting `streams` has it, where no primary key of the connection tells it. */
  readonly matchingKey: string | undefined;
  readonly shape: StreamShape;
}

export interface ScenarioRecord {
  readonly type: "record";
  /** Place among the connector's records, from 1; it stands in the record's `notes`. */
  readonly serial: number;
  /** Place among the stream's records, from 1. */
  readonly ordinal: number;
  readonly stream: StreamScenario;
  /** Whom, or which organization, it is about. */
  readonly person: string;
  /** As the source sends it. */
  readonly data: RecordData;
  /** What it says of its user or organization, in Zendesk's own terms. A field that is not here is left alone, one with null is emptied. */
  readonly user: RecordData;
  /** The organization that it puts its user into. */
  readonly organization: OrganizationReference | undefined;
  /** Whether it names an organization that only a later record creates, so that it may find it or not. */
  readonly isTooEarly: boolean;
  /** Whether it marks its user as deleted at the source. */
  readonly isDeletion: boolean;
  /** A line before it that is no message. */
  readonly noise: string | undefined;
  /** What the source says that it lost. */
  readonly changes: readonly RecordChange[] | undefined;
  /** Undefined for a record that there is no reason to refuse. */
  readonly refusal: Refusal | undefined;
}

/** How the organization of a user is found. */
export interface OrganizationReference {
  readonly column: "id" | "external_id" | "name";
  readonly value: string;
  /** The organization as the records of another stream name it; undefined for one that is always there. */
  readonly person?: string;
}

/** Why a record must be rejected, whatever the account holds. */
export interface Refusal {
  readonly by: "connector" | "zendesk";
  /** Any of these says it. */
  readonly reasons: readonly string[];
}

export interface ScenarioState {
  readonly type: "state";
  /** Records of the stream, or of all, before it. */
  readonly cursor: number;
  /** Undefined: of all streams. */
  readonly stream: StreamScenario | undefined;
  /** Whether it is of a stream that the connection does not have: it covers all records before it. */
  readonly isUnlisted: boolean;
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
  /** For so long at most, what is printed is not taken. */
  readonly longestStdoutBlockMs: number;
}

/** What ends an attempt from outside, once it has come so far. */
export interface Interruption {
  /** "cut": a line of the input ends in the middle. */
  readonly signal: "SIGKILL" | "SIGTERM" | "cut";
  readonly when:
    | { readonly afterMs: number }
    | { readonly afterStates: number }
    | { readonly afterRequests: number }
    | { readonly atShare: number };
}
