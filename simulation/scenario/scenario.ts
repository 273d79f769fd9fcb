import type { FaultSetting, SimulatorOptions } from "zendesk-simulator";
import type { ConfiguredStream, RecordChange, RecordData } from "../../testing/input/airbyte-messages.ts";

import type { StreamShape } from "./draw-shape.ts";

/** Everything that happens in a run, drawn from one seed before it starts. */
export interface Scenario {
  readonly seed: number;
  readonly startAt: number;
  readonly account: Partial<SimulatorOptions>;
  readonly faults: readonly FaultSetting[];
  /** Organizations that already exist. Some have no records. */
  readonly seededOrganizations: readonly RecordData[];
  /** Records of the custom object that already exist. */
  readonly seededDevices: readonly RecordData[];
  /** Users who already exist. Some have no records. */
  readonly seededUsers: readonly RecordData[];
  /** Tickets that already exist. Some have no records. */
  readonly seededTickets: readonly RecordData[];
  /** When the date of the connectors' machine jumps, and by how much. */
  readonly dateSteps: readonly DateStep[];
  /** What other people do in the account while connectors write. */
  readonly othersChanges: readonly OthersChange[];
  readonly connectors: readonly ConnectorScenario[];
}

export interface DateStep {
  readonly afterMs: number;
  readonly byMs: number;
}

/** "replace_key": a user's address, an organization's name. "merge" is only for users. */
export type OthersAction = "create" | "update" | "replace_key" | "merge" | "delete";

/** What someone else does to a user or an organization. */
export interface OthersChange {
  /**
   * It follows this request, counted among those that name a user or organization: between a look-up and its job, or
   * before the job ends.
   */
  readonly afterRequests: number;
  readonly action: OthersAction;
  /** Whether it concerns something that the request names. Otherwise it concerns anything in the inputs. */
  readonly isNamed: boolean;
  /** Which of them, as a fraction from 0 to 1. */
  readonly share: number;
}

export type StateKind = "STREAM" | "GLOBAL" | "LEGACY";

/** One connection: its source, its settings, and what happens to it. */
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

/** What a stream may be written to. */
export const OBJECT_NAMES = [
  "organizations",
  "users",
  "tickets",
  "custom_objects/device",
  "organization_memberships",
] as const;
export type ObjectName = (typeof OBJECT_NAMES)[number];

export interface StreamScenario {
  readonly object: ObjectName;
  readonly configured: ConfiguredStream;
  readonly mode: Mode;
  /** "pair": a membership's user and its organization. */
  readonly key: "external_id" | "email" | "name" | "id" | "pair";
  /** From the setting `streams`, if the connection's primary key does not give it. */
  readonly matchingKey: string | undefined;
  readonly shape: StreamShape;
}

export interface ScenarioRecord {
  readonly type: "record";
  /** Position among the connector's records, from 1. It is in the record's `notes`. */
  readonly serial: number;
  /** Position among the stream's records, from 1. */
  readonly ordinal: number;
  readonly stream: StreamScenario;
  /** The person or organization that it is about. */
  readonly person: string;
  /** As the source sends it. */
  readonly data: RecordData;
  /** Its values in Zendesk's own terms. A field that is missing here is left alone. One with null is emptied. */
  readonly user: RecordData;
  /** The organization that it puts its user into. */
  readonly organization: OrganizationReference | undefined;
  /** The organizations that it lists for its user. Then it names no single one. */
  readonly organizations?: readonly OrganizationReference[];
  /** The person of another stream whom a membership names. */
  readonly namedUser: string | undefined;
  /** Whether it names an organization or a user that only a later record creates, so it may or may not find it. */
  readonly isTooEarly: boolean;
  /** Whether it marks its user as deleted at the source. */
  readonly isDeletion: boolean;
  /** A line before it that is not a message. */
  readonly noise: string | undefined;
  /** The values that the source reports as lost. */
  readonly changes: readonly RecordChange[] | undefined;
  /** Undefined if there is no reason to refuse the record. */
  readonly refusal: Refusal | undefined;
}

/** How the organization of a user is found. */
export interface OrganizationReference {
  readonly column: "id" | "external_id" | "name";
  readonly value: string;
  /** The organization as named by the records of another stream; undefined if it always exists. */
  readonly person?: string;
}

/** Why a record must be rejected, whatever the account holds. */
export interface Refusal {
  readonly by: "connector" | "zendesk";
  /** Any of these is correct. */
  readonly reasons: readonly string[];
}

export interface ScenarioState {
  readonly type: "state";
  /** The number of records before it, of the stream or of all streams. */
  readonly cursor: number;
  /** Undefined: of all streams. */
  readonly stream: StreamScenario | undefined;
  /** Whether it belongs to a stream that the connection does not have: it covers all records before it. */
  readonly isUnlisted: boolean;
  /** As written by the source. The platform must get it back unchanged. */
  readonly line: string;
}

export type InputItem = ScenarioRecord | ScenarioState;

/** How the input arrives. */
export interface Feed {
  /** Of bytes. */
  readonly longestChunk: number;
  /** How many pauses there are, on average. */
  readonly pauses: number;
  readonly longestPauseMs: number;
  /** The longest time for which the output is not read. */
  readonly longestStdoutBlockMs: number;
}

/** What ends an attempt from outside when it has come this far. */
export interface Interruption {
  /** "cut": a line of the input ends in the middle. */
  readonly signal: "SIGKILL" | "SIGTERM" | "cut";
  readonly when:
    | { readonly afterMs: number }
    | { readonly afterStates: number }
    | { readonly afterRequests: number }
    | { readonly atShare: number };
}
