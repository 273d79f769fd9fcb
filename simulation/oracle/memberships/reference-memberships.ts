import type { ScenarioRecord } from "../../scenario/scenario.ts";
import type { ObjectReference, ReferenceOutcomes } from "../object-oracle.ts";
import type { Meaning } from "../record-meaning.ts";
import { type ReferenceClient, type Result, outcomeOf } from "../reference-client.ts";
import { organizationNamedIn, userNamedIn } from "./named-pair.ts";

const PATH = "/api/v2/organization_memberships";

/** Sends records of memberships, each in a separate job, because the result of one affects the next. */
export class ReferenceMemberships implements ObjectReference {
  readonly #client: ReferenceClient;
  readonly #outcomes: ReferenceOutcomes;

  constructor(client: ReferenceClient, outcomes: ReferenceOutcomes) {
    this.#client = client;
    this.#outcomes = outcomes;
  }

  send(record: ScenarioRecord, meaning: Meaning): void {
    this.#outcomes.set(record.serial, outcomeOf(record, meaning, this.#write(record, meaning)));
  }

  flush(): void {
    // Nothing ever waits.
  }

  /** What Zendesk says, or a reason if the record is not sent. */
  #write(record: ScenarioRecord, meaning: Meaning): Result {
    const { account } = this.#client.simulator;
    const user = userNamedIn(record, account);
    const organization = organizationNamedIn(record, account);
    const held = user?.memberships.find(({ organizationId }) => organizationId === organization?.id);
    if (meaning === "delete") {
      return held ? this.#client.run("DELETE", `${PATH}/destroy_many?ids=${held.id}`)[0] : { status: "Unchanged" };
    }
    if (!user || !organization) return { reason: "not_found" };
    if (held) return meaning === "insert" ? { reason: "already_exists" } : { status: "Unchanged" };
    const rows = [{ user_id: user.id, organization_id: organization.id }];
    return this.#client.run("POST", `${PATH}/create_many`, { organization_memberships: rows })[0];
  }
}
