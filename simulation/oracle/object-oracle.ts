import type { ZendeskSimulator } from "zendesk-simulator";
import type { ConnectorScenario, ScenarioRecord } from "../scenario/scenario.ts";
import type { Effect, ReferenceOutcome } from "./outcome.ts";
import type { Meaning } from "./record-meaning.ts";
import type { ReferenceClient } from "./reference-client.ts";

export type Account = ZendeskSimulator["account"];

/** What the oracle knows about one kind of object. It knows nothing about how the connector writes it. */
export interface ObjectOracle {
  /** The type of the bulk jobs that write it. */
  readonly jobType: RegExp;
  /** The serial of the record that a row of a job is from; undefined if the row does not say. */
  serialOfRow(row: Readonly<Record<string, unknown>>): number | undefined;
  /** Whether its things do not show which record wrote them. */
  readonly isUnmarked?: boolean;
  /** The keys of what a row of a job is about, if neither its id nor its user's says it. */
  readonly keysOfRow?: (row: Readonly<Record<string, unknown>>, account: Account) => readonly string[];
  /** The keys by which a request names things of this kind in its URL or body, in lower case. */
  keysInRequest(url: URL, body: string | undefined, account: Account): readonly string[];
  /** The record's keys, in lower case, distinct from those of other objects. */
  keysIn(record: ScenarioRecord): readonly string[];
  /** The keys of other things that the record names, in lower case, as requests that look for them have them. */
  readonly namedIn?: (record: ScenarioRecord) => readonly string[];
  /** The keys of the thing that has, or had, this id. */
  keysOfId(id: string, account: Account): readonly string[];
  /** The things that have one of the record's keys. If the record has Zendesk's id, that is its only key. */
  heldBy(record: ScenarioRecord, account: Account): readonly HeldThing[];
  /** Whether the record needs more than one job, so that something may be left to do once it is written. */
  hasFollowUp(record: ScenarioRecord, connector: ConnectorScenario): boolean;
  /** Why a valid record may be rejected, besides the reasons that all kinds of things have in common. */
  readonly ownReasons: readonly string[];
  /** If the record, or another one of its person, was sent twice, it finds what it wrote before. */
  readonly whenDisturbed: Readonly<Record<Meaning, MorePossible>>;
  /** What else may happen then to this record, because of the other records of its thing. */
  moreWhenDisturbed?(record: ScenarioRecord, connector: ConnectorScenario): MorePossible;
  /** Why it may be rejected if it finds nothing, although the reference found something. */
  reasonsIfCreated?(record: ScenarioRecord, connector: ConnectorScenario): readonly string[];
  /** If others created, merged or deleted its person, or replaced one of the person's keys. */
  readonly whenChangedByOthers: Readonly<Partial<Record<Meaning, MorePossible>>>;
  /** Receives records one after the other. */
  reference(client: ReferenceClient, outcomes: ReferenceOutcomes): ObjectReference;
  /** What an account holds, as texts that are equal if only ids and order differ. */
  comparable(account: Account, unknowable: UnknowableKeys): ReadonlySet<string>;
}

/** Something that an account holds. */
interface HeldThing {
  /** The record that wrote it last; undefined if none did. */
  readonly lastWriter: number | undefined;
}

/** What may happen to a record besides what the reference saw. */
export interface MorePossible {
  readonly effects: readonly Effect[];
  readonly reasons: readonly string[];
}

export interface UnknowableKeys {
  /** People for whom Zendesk's final state cannot be known. */
  readonly excusedKeys: ReadonlySet<string>;
  /** Keys of users whose tags, organizations and primary address may not have been written. */
  readonly unfinishedKeys: ReadonlySet<string>;
  /** Keys of users to whom a record adds several organizations. If one of them is refused at first, another is the default. */
  readonly anyDefaultKeys: ReadonlySet<string>;
}

/** What happened to each record, by serial. */
export type ReferenceOutcomes = Map<number, ReferenceOutcome>;

export interface ObjectReference {
  send(record: ScenarioRecord, meaning: Meaning, connector: ConnectorScenario): void;
  /** Nothing waits any more. */
  flush(): void;
}
