import type { ConnectorScenario, ScenarioRecord, StreamScenario } from "../../scenario/scenario.ts";
import { resultingList } from "../resulting-list.ts";
import type { Account, ObjectReference, ReferenceOutcomes } from "../object-oracle.ts";
import type { Meaning } from "../record-meaning.ts";
import { type ReferenceClient, type Result, bodyOf, outcomeOf } from "../reference-client.ts";

type Organization = NonNullable<ReturnType<Account["organizations"]["byId"]>>;

const ORGANIZATIONS = "/api/v2/organizations";

/** Sends records of organizations, each in a separate job, because the result of one affects the next. */
export class ReferenceOrganizations implements ObjectReference {
  readonly #client: ReferenceClient;
  readonly #outcomes: ReferenceOutcomes;

  constructor(client: ReferenceClient, outcomes: ReferenceOutcomes) {
    this.#client = client;
    this.#outcomes = outcomes;
  }

  send(record: ScenarioRecord, meaning: Meaning, { settings }: ConnectorScenario): void {
    const result = this.#write(record, meaning, settings["tags_mode"]);
    this.#outcomes.set(record.serial, outcomeOf(record, meaning, result));
  }

  flush(): void {
    // Nothing ever waits.
  }

  /** What Zendesk says, or a reason if the record is not sent. */
  #write(record: ScenarioRecord, meaning: Meaning, tagsMode: unknown): Result {
    const held = this.#find(record);
    const { id: _key, ...values } = record.user;
    const lists = Object.fromEntries(
      (["tags", "domain_names"] as const).flatMap((field) => {
        const list = resultingList(heldList(held, field), values[field], tagsMode);
        return list ? [[field, list]] : [];
      }),
    );
    const body = bodyOf({ ...values, ...lists }, "organization_fields");
    if (meaning === "delete") {
      if (held === undefined) return { status: "Unchanged" };
      return this.#client.run("DELETE", `${ORGANIZATIONS}/destroy_many?ids=${held.id}`)[0];
    }
    if (held !== undefined) {
      if (meaning === "insert") return { reason: "already_exists" };
      return this.#client.run("PUT", `${ORGANIZATIONS}/update_many`, { organizations: [{ ...body, id: held.id }] })[0];
    }
    if (meaning === "update" || record.user["id"] !== undefined) return { reason: "not_found" };
    return this.#client.run("POST", `${ORGANIZATIONS}/create_many`, { organizations: [body] })[0];
  }

  /** Looks it up by the first key that the record has. */
  #find({ stream, user }: ScenarioRecord): Organization | undefined {
    const { organizations } = this.#client.simulator.account;
    const key = keyOrder(stream).find((column) => user[column] !== undefined);
    if (key === undefined) return undefined;
    const value = String(user[key]);
    if (key === "id") return organizations.byId(Number(value));
    return key === "name" ? organizations.byName(value) : organizations.byExternalId(value);
  }
}

function keyOrder({ configured, key, matchingKey, mode }: StreamScenario): readonly string[] {
  if (matchingKey === undefined && configured.primaryKey === undefined) return ["external_id", "name"];
  return mode === "upsert" ? [key, "external_id", "name"] : [key];
}

function heldList(held: Organization | undefined, field: "tags" | "domain_names"): readonly string[] {
  if (field === "tags") return held?.tags ?? [];
  const domains = held?.attributes["domain_names"];
  return Array.isArray(domains) ? domains.map(String) : [];
}
