import type { ConnectorScenario, ScenarioRecord } from "../scenario/scenario.ts";
import type { DisturbedPeople } from "./disturbed-people.ts";
import { oracleOf } from "./object-oracles.ts";
import { EFFECTS, type Effect, type PossibleOutcomes, type ReferenceOutcome } from "./outcome.ts";
import { isDryRun, meaningOf } from "./record-meaning.ts";

export interface JudgeTools {
  readonly disturbed: DisturbedPeople;
  /** Whether the keys of a deleted user stay taken in the account. */
  readonly keepsKeys: boolean;
  /** What became of each record in the reference account, by serial. */
  readonly reference: ReadonlyMap<number, ReferenceOutcome>;
}

/** All reasons for which a record may be rejected that nothing is wrong with in itself, and those of the drawn ones. */
const REHEARSED_REASONS: ReadonlySet<string> = new Set([
  "already_exists",
  "invalid_value",
  "missing_key",
  "missing_required_field",
  "not_found",
  "protected",
]);

/** Knows what may become of each record of a connector. */
export class OutcomeJudge {
  readonly #connector: ConnectorScenario;
  readonly #disturbed: DisturbedPeople;
  readonly #keepsKeys: boolean;
  readonly #reference: ReadonlyMap<number, ReferenceOutcome>;

  constructor(connector: ConnectorScenario, { disturbed, keepsKeys, reference }: JudgeTools) {
    this.#connector = connector;
    this.#disturbed = disturbed;
    this.#keepsKeys = keepsKeys;
    this.#reference = reference;
  }

  possibleOf(record: ScenarioRecord): PossibleOutcomes {
    // What a rehearsal would write is in no account.
    if (isDryRun(this.#connector)) return { effects: new Set(EFFECTS), reasons: REHEARSED_REASONS };
    const told = this.#reference.get(record.serial);
    if (told === undefined) throw new Error(`the reference has not seen record ${record.serial}`);
    const effects = new Set<Effect>("effect" in told ? [told.effect] : []);
    const reasons = new Set("reasons" in told ? told.reasons : []);
    if (record.refusal === undefined && this.#disturbed.has(record.person)) {
      const meaning = meaningOf(record, this.#connector);
      const more = oracleOf(record).whenDisturbed[meaning];
      for (const effect of more.effects) effects.add(effect);
      for (const reason of more.reasons) reasons.add(reason);
      // An id that was deleted does not come back.
      if (record.stream.key === "id") reasons.add("not_found");
      // A deletion that comes again takes away for good whom a later record had created.
      if (meaning === "upsert" && this.#keepsKeys && this.#disturbed.wasDeleted(record.person)) {
        reasons.add("duplicate_value");
      }
      // What it would write is there already.
      if (this.#connector.settings["skip_unchanged"] === true) effects.add("unchanged");
    }
    return { effects, reasons };
  }

  /** Whether it would be written if nothing came twice. */
  isWrittenOneByOne({ serial }: ScenarioRecord): boolean {
    const told = this.#reference.get(serial);
    return told !== undefined && "effect" in told;
  }
}

/** For people whose state in Zendesk cannot be known. */
export const ANYTHING: PossibleOutcomes = {
  effects: new Set(EFFECTS),
  // Jobs that were applied by half may have made two users of one person, who then cannot share an address.
  reasons: new Set([...REHEARSED_REASONS, "duplicate_value", "zendesk_error"]),
};
