import type { ConnectorScenario, ScenarioRecord } from "../../scenario/scenario.ts";
import type { ObjectReference, ReferenceOutcomes } from "../object-oracle.ts";
import type { ReferenceOutcome } from "../outcome.ts";
import type { Meaning } from "../record-meaning.ts";
import { type ReferenceClient, type Result, bodyOf, outcomeOf } from "../reference-client.ts";
import { followUp, mayShareAJob, namesNothing, userToSend } from "./follow-up.ts";
import { usersOfRecord } from "./held-users.ts";
import { isReachedUnseen } from "./unseen-address.ts";

const MAX_ROWS = 100;
const CREATE_OR_UPDATE = "/api/v2/users/create_or_update_many";

interface SentRow {
  readonly record: ScenarioRecord;
  readonly body: object;
}

/** Sends records of users. Those that may share a job are sent together: its rows are applied in order. */
export class ReferenceUsers implements ObjectReference {
  readonly #client: ReferenceClient;
  readonly #outcomes: ReferenceOutcomes;
  /** Agents and admins before the first record. Users whom the records make agents can still be written. */
  readonly #team: ReadonlySet<number>;
  #rows: SentRow[] = [];

  constructor(client: ReferenceClient, outcomes: ReferenceOutcomes) {
    this.#client = client;
    this.#outcomes = outcomes;
    const users = [...client.simulator.account.users.all()];
    this.#team = new Set(users.flatMap(({ id, role }) => (role === "end-user" ? [] : [id])));
  }

  send(record: ScenarioRecord, meaning: Meaning, connector: ConnectorScenario): void {
    const { account } = this.#client.simulator;
    // Rows that are still waiting may make an agent of the user to delete.
    if (meaning === "delete") this.flush();
    if (meaning !== "delete" && namesNothing(record, account)) {
      this.#outcomes.set(record.serial, { reasons: ["not_found"] });
    } else if (this.#isProtected(record, meaning, connector)) {
      this.#outcomes.set(record.serial, { reasons: ["protected"] });
    } else if (meaning === "upsert" && mayShareAJob(record, connector)) {
      this.#rows.push({ record, body: userBody(record.user) });
      if (this.#rows.length === MAX_ROWS) this.flush();
    } else {
      this.flush();
      this.#outcomes.set(record.serial, this.#sendAlone(record, meaning, connector));
    }
  }

  flush(): void {
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    this.#rows = [];
    const results = this.#client.run("POST", CREATE_OR_UPDATE, { users: rows.map(({ body }) => body) });
    for (const [index, { record }] of rows.entries()) {
      this.#outcomes.set(record.serial, outcomeOf(record, "upsert", results[index]));
    }
  }

  /** Whether a key of the record is a team member's. Agents are never deleted. */
  #isProtected(record: ScenarioRecord, meaning: Meaning, connector: ConnectorScenario): boolean {
    const { settings } = connector;
    const users = usersOfRecord(record, this.#client.simulator.account.users);
    if (meaning === "delete" && users.some(({ role }) => role !== "end-user")) return true;
    if (settings["team_members"] === "update") return false;
    return users.some((user) => this.#team.has(user.id) && !isReachedUnseen(record, user, connector));
  }

  #sendAlone(record: ScenarioRecord, meaning: Meaning, connector: ConnectorScenario): ReferenceOutcome {
    const { simulator } = this.#client;
    const outcome = outcomeOf(record, meaning, this.#write(record, meaning, connector));
    const [user] = usersOfRecord(record, simulator.account.users);
    if (!("effect" in outcome) || meaning === "delete" || !user) return outcome;
    return followUp(record, user, connector, this.#client) ? outcome : { reasons: ["zendesk_error"] };
  }

  /** What Zendesk says, or a reason if the record is not sent. */
  #write(record: ScenarioRecord, meaning: Meaning, connector: ConnectorScenario): Result {
    const [user] = usersOfRecord(record, this.#client.simulator.account.users);
    const { id, ...values } = userToSend(record, user, connector);
    const body = userBody(values);
    if (meaning === "delete") return user === undefined ? { status: "Unchanged" } : this.#delete(user.id, connector);
    if (id !== undefined) return this.#writeById(user?.id, body, meaning);
    if (meaning === "insert") return this.#client.run("POST", "/api/v2/users/create_many", { users: [body] })[0];
    if (meaning === "upsert") return this.#client.run("POST", CREATE_OR_UPDATE, { users: [body] })[0];
    return user === undefined ? { reason: "not_found" } : this.#update(user.id, body);
  }

  #delete(id: number, { settings }: ConnectorScenario): Result {
    const [result] = this.#client.run("DELETE", `/api/v2/users/destroy_many?ids=${id}`);
    if (settings["permanent_deletion"] === true) this.#client.send("DELETE", `/api/v2/deleted_users/${id}`);
    return result;
  }

  /** Zendesk assigns ids, so no user is created with a given one. */
  #writeById(id: number | undefined, body: object, meaning: Meaning): Result {
    if (id === undefined) return { reason: "not_found" };
    return meaning === "insert" ? { reason: "already_exists" } : this.#update(id, body);
  }

  #update(id: number, body: object): Result {
    return this.#client.run("PUT", "/api/v2/users/update_many", { users: [{ ...body, id }] })[0];
  }
}

function userBody(data: ScenarioRecord["user"]): object {
  return bodyOf(data, "user_fields");
}
