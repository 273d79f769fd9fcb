import type { ZendeskSimulator } from "zendesk-simulator";
import type { ConnectorScenario, ScenarioRecord } from "../scenario/scenario.ts";
import type { Effect, ReferenceOutcome } from "./outcome.ts";
import type { Meaning } from "./record-meaning.ts";
import type { ReferenceClient } from "./reference-client.ts";

export type Account = ZendeskSimulator["account"];

/** What one kind of object is to the oracle, which knows nothing of how the connector writes it. */
export interface ObjectOracle {
  /** The record's keys, in lower case, apart from those of other objects. */
  keysIn(record: ScenarioRecord): readonly string[];
  /** The keys of what has, or had, this id. */
  keysOfId(id: number, account: Account): readonly string[];
  /** What has one of the record's keys; where it has Zendesk's id, that is its only one. */
  heldBy(record: ScenarioRecord, account: Account): readonly HeldThing[];
  /** Whether the record takes more than one job, so that something may be left to do once it is written. */
  hasFollowUp(record: ScenarioRecord, connector: ConnectorScenario): boolean;
  /** When the record or another of its person has come twice: it meets what it wrote before. */
  readonly whenDisturbed: Readonly<Record<Meaning, MorePossible>>;
  /** When others have created, merged or deleted whom it is about, or replaced a key of theirs. */
  readonly whenChangedByOthers: Readonly<Partial<Record<Meaning, MorePossible>>>;
  /** Gets records one after the other. */
  reference(client: ReferenceClient, outcomes: ReferenceOutcomes): ObjectReference;
  /** What an account holds, as texts that are the same where only ids and order differ. */
  comparable(account: Account, unknowable: UnknowableKeys): ReadonlySet<string>;
}

/** Something that an account holds. */
interface HeldThing {
  /** The record that wrote it last; undefined when none did. */
  readonly lastWriter: number | undefined;
}

/** What may become of a record besides what the reference saw. */
export interface MorePossible {
  readonly effects: readonly Effect[];
  readonly reasons: readonly string[];
}

export interface UnknowableKeys {
  /** People for whom it is unknowable what Zendesk holds. */
  readonly excusedKeys: ReadonlySet<string>;
  /** Of users whose tags, organizations and primary address may not have been written. */
  readonly unfinishedKeys: ReadonlySet<string>;
}

/** By serial, what became of each record. */
export type ReferenceOutcomes = Map<number, ReferenceOutcome>;

export interface ObjectReference {
  send(record: ScenarioRecord, meaning: Meaning, connector: ConnectorScenario): void;
  /** Nothing waits any more. */
  flush(): void;
}
