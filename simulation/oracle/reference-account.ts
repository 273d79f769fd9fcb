import type { ZendeskSimulator } from "zendesk-simulator";
import { seedAccount } from "../scenario/seed-account.ts";
import type { ConnectorScenario, ObjectName, Scenario, ScenarioRecord } from "../scenario/scenario.ts";
import type { ObjectReference, ReferenceOutcomes } from "./object-oracle.ts";
import { OBJECT_ORACLES } from "./object-oracles.ts";
import { meaningOf } from "./record-meaning.ts";
import { ReferenceClient } from "./reference-client.ts";

/** A second Zendesk, which gets the records one after the other, and in which nothing ever fails. */
export class ReferenceAccount {
  readonly #client: ReferenceClient;

  constructor(scenario: Scenario) {
    const { account, seed, startAt } = scenario;
    const keepsKeysOfDeletedUsers = account.keepsKeysOfDeletedUsers === true;
    this.#client = new ReferenceClient({ keepsKeysOfDeletedUsers, seed, startAt });
    seedAccount(this.simulator, scenario);
  }

  get simulator(): ZendeskSimulator {
    return this.#client.simulator;
  }

  /** Sends a connector's records in order. Returns what happened to each, by serial. */
  send(connector: ConnectorScenario): ReferenceOutcomes {
    const outcomes: ReferenceOutcomes = new Map();
    const references = new Map<ObjectName, ObjectReference>();
    for (const item of connector.input) {
      if (item.type !== "record") continue;
      const { object } = item.stream;
      const reference = references.get(object) ?? OBJECT_ORACLES[object].reference(this.#client, outcomes);
      references.set(object, reference);
      // What waits there may be what this record names.
      for (const other of references.values()) if (other !== reference) other.flush();
      sendRecord(item, reference, connector, outcomes);
    }
    for (const reference of references.values()) reference.flush();
    return outcomes;
  }
}

function sendRecord(
  record: ScenarioRecord,
  reference: ObjectReference,
  connector: ConnectorScenario,
  outcomes: ReferenceOutcomes,
): void {
  const meaning = meaningOf(record, connector);
  if (record.refusal?.by === "connector") outcomes.set(record.serial, { reasons: record.refusal.reasons });
  else if (meaning === "ignored") outcomes.set(record.serial, { effect: "ignored" });
  else reference.send(record, meaning, connector);
}
