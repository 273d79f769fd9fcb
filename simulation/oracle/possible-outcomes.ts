import type { ConnectorScenario, ScenarioRecord } from "../scenario/scenario.ts";
import type { DisturbedPeople } from "./disturbed-people.ts";
import { oracleOf } from "./object-oracles.ts";
import type { PeopleChangedByOthers } from "./people-changed-by-others.ts";
import { EFFECTS, type Effect, type PossibleOutcomes, type ReferenceOutcome } from "./outcome.ts";
import { peopleWithSeveralKeys } from "./people.ts";
import { isDryRun, meaningOf } from "./record-meaning.ts";

export interface JudgeTools {
  readonly changedByOthers: PeopleChangedByOthers;
  readonly disturbed: DisturbedPeople;
  /** Whether the keys of a deleted user stay taken in the account. */
  readonly keepsKeys: boolean;
  /** What happened to each record in the reference account, by serial. */
  readonly reference: ReadonlyMap<number, ReferenceOutcome>;
}

/** The reasons for which a valid record may be rejected, and those of the records drawn to be rejected. */
const REHEARSED_REASONS: ReadonlySet<string> = new Set([
  "already_exists",
  "invalid_value",
  "missing_key",
  "missing_required_field",
  "not_found",
  "protected",
]);

/** Knows what may happen to each record of a connector. */
export class OutcomeJudge {
  readonly #connector: ConnectorScenario;
  readonly #changedByOthers: PeopleChangedByOthers;
  readonly #disturbed: DisturbedPeople;
  readonly #keepsKeys: boolean;
  readonly #reference: ReadonlyMap<number, ReferenceOutcome>;
  readonly #severalKeys: ReadonlySet<string>;

  constructor(connector: ConnectorScenario, { changedByOthers, disturbed, keepsKeys, reference }: JudgeTools) {
    this.#connector = connector;
    this.#changedByOthers = changedByOthers;
    this.#disturbed = disturbed;
    this.#keepsKeys = keepsKeys;
    this.#reference = reference;
    this.#severalKeys = peopleWithSeveralKeys(connector);
  }

  possibleOf(record: ScenarioRecord): PossibleOutcomes {
    // A dry run writes to no account.
    if (isDryRun(this.#connector)) return { effects: new Set(EFFECTS), reasons: this.#foreseenReasons(record) };
    const reference = this.#reference.get(record.serial);
    if (reference === undefined) throw new Error(`the reference has not seen record ${record.serial}`);
    const byOthers = this.#changedByOthers.possibleOf(record);
    const effects = new Set<Effect>([...byOthers.effects, ...("effect" in reference ? [reference.effect] : [])]);
    const reasons = new Set([...byOthers.reasons, ...("reasons" in reference ? reference.reasons : [])]);
    if (record.refusal === undefined && this.#disturbed.has(record.person)) {
      const meaning = meaningOf(record, this.#connector);
      const oracle = oracleOf(record);
      for (const more of [oracle.whenDisturbed[meaning], oracle.moreWhenDisturbed?.(record, this.#connector)]) {
        for (const effect of more?.effects ?? []) effects.add(effect);
        for (const reason of more?.reasons ?? []) reasons.add(reason);
      }
      // A deleted id does not come back.
      if (record.stream.key === "id") reasons.add("not_found");
      // A repeated deletion permanently removes someone whom a later record had created.
      if (meaning === "upsert" && this.#mayKeysStayTaken(record.person)) reasons.add("duplicate_value");
      if (this.#mayFindItsOwnWork(record.person)) effects.add("unchanged");
    }
    const isCreatedOtherwise = effects.has("created") && !("effect" in reference && reference.effect === "created");
    if (isCreatedOtherwise) {
      for (const reason of oracleOf(record).reasonsIfCreated?.(record, this.#connector) ?? []) reasons.add(reason);
    }
    return { effects, reasons };
  }

  /** Two records may create two users for a person with several keys, who cannot share one. */
  #foreseenReasons(record: ScenarioRecord): ReadonlySet<string> {
    return new Set([...rehearsedReasons(record), ...(this.#severalKeys.has(record.person) ? ["duplicate_value"] : [])]);
  }

  /**
   * Whether what it would write may already be there: from an earlier attempt, or from a request whose answer was lost
   * and which was then sent again and met another write.
   */
  #mayFindItsOwnWork(person: string): boolean {
    if (this.#connector.settings["skip_unchanged"] !== true) return false;
    return this.#disturbed.hasRestarted || this.#disturbed.wasWrittenUnseen(person);
  }

  /** Whether others may have removed what it wrote or named before it was complete, so that it was sent again. */
  mayBeRejectedThoughWritten(record: ScenarioRecord): boolean {
    const { person } = record;
    if (!this.#changedByOthers.has(person) && !this.#changedByOthers.hasOrganizationOf(record)) return false;
    return this.#disturbed.has(person) || oracleOf(record).hasFollowUp(record, this.#connector);
  }

  /** Whether it would be written if nothing were sent twice. */
  isWrittenOneByOne({ serial }: ScenarioRecord): boolean {
    const reference = this.#reference.get(serial);
    return reference !== undefined && "effect" in reference;
  }

  /** For people whose state in Zendesk cannot be known. */
  anythingOf(record: ScenarioRecord): PossibleOutcomes {
    const { person } = record;
    const reasons = new Set([...rehearsedReasons(record), "zendesk_error"]);
    // Half-applied jobs may have created two users for one person, who then cannot share a key.
    const mayCollide =
      this.#severalKeys.has(person) || this.#changedByOthers.has(person) || this.#mayKeysStayTaken(person);
    if (mayCollide) reasons.add("duplicate_value");
    return { effects: new Set(EFFECTS), reasons };
  }

  #mayKeysStayTaken(person: string): boolean {
    return this.#keepsKeys && this.#disturbed.wasDeleted(person);
  }
}

function rehearsedReasons(record: ScenarioRecord): ReadonlySet<string> {
  return new Set([...REHEARSED_REASONS, ...oracleOf(record).ownReasons]);
}
