import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { ConnectorScenario, Scenario, ScenarioRecord } from "../scenario/scenario.ts";
import { seedOrganizations } from "../scenario/organizations.ts";
import { followUp, mayShareAJob, userToSend } from "./follow-up.ts";
import { usersOfRecord } from "./held-record.ts";
import type { Effect, ReferenceOutcome } from "./outcome.ts";
import { type Meaning, meaningOf } from "./record-meaning.ts";

const MOST_ROWS = 100;

/** What Zendesk says of a row, or a `reason` why it is not sent. */
type Result = Readonly<Record<string, unknown>> | undefined;

interface SentRow {
  readonly record: ScenarioRecord;
  readonly body: object;
}

/** A second Zendesk, which gets each record after the one before it, and in which nothing ever fails. */
export class ReferenceAccount {
  readonly simulator: ZendeskSimulator;
  readonly #authorization: string;
  #now: number;
  #rows: SentRow[] = [];
  #results: readonly Result[] = [];
  #outcomes = new Map<number, ReferenceOutcome>();

  constructor({ account, seededUsers, startAt }: Scenario) {
    this.simulator = new ZendeskSimulator({
      ...UNTHROTTLED,
      deletedUsersKeepKeys: account.deletedUsersKeepKeys === true,
      onJobApplied: ({ results }) => {
        this.#results = results;
      },
    });
    this.#authorization = `Bearer ${this.simulator.account.credentials.credentials.access_token}`;
    this.#now = startAt;
    seedOrganizations(this.simulator, startAt);
    this.#request("POST", "/simulator/users", seededUsers);
  }

  /** Sends a connector's records in order. Gives what became of each, by serial. */
  send(connector: ConnectorScenario): ReadonlyMap<number, ReferenceOutcome> {
    const outcomes = new Map<number, ReferenceOutcome>();
    this.#outcomes = outcomes;
    for (const item of connector.input) if (item.type === "record") this.#sendRecord(item, connector);
    this.#flush();
    return outcomes;
  }

  #sendRecord(record: ScenarioRecord, connector: ConnectorScenario): void {
    const meaning = meaningOf(record, connector);
    if (record.refusal?.by === "connector") {
      this.#outcomes.set(record.serial, { reasons: record.refusal.reasons });
    } else if (this.#isProtected(record, meaning, connector)) {
      this.#outcomes.set(record.serial, { reasons: ["protected"] });
    } else if (meaning === "upsert" && mayShareAJob(record, connector)) {
      this.#rows.push({ record, body: userOf(record.user) });
      if (this.#rows.length === MOST_ROWS) this.#flush();
    } else {
      this.#flush();
      this.#outcomes.set(record.serial, this.#sendAlone(record, meaning, connector));
    }
  }

  /** Whether a key of the record is an agent's. No record makes anybody an agent, so rows that wait change nothing. */
  #isProtected(record: ScenarioRecord, meaning: Meaning, { settings }: ConnectorScenario): boolean {
    if (meaning === "ignored" || (settings["team_members"] === "update" && meaning !== "delete")) return false;
    return usersOfRecord(record, this.simulator.account.users).some(({ role }) => role !== "end-user");
  }

  #sendAlone(record: ScenarioRecord, meaning: Meaning, connector: ConnectorScenario): ReferenceOutcome {
    const outcome = outcomeOf(record, meaning, this.#write(record, meaning, connector));
    const [user] = usersOfRecord(record, this.simulator.account.users);
    if ("effect" in outcome && meaning !== "delete" && user) followUp(record, user, connector, this.simulator);
    return outcome;
  }

  /** What Zendesk says; a reason where the record is not sent. */
  #write(record: ScenarioRecord, meaning: Meaning, connector: ConnectorScenario): Result {
    const [user] = usersOfRecord(record, this.simulator.account.users);
    const { id, ...values } = userToSend(record, user, connector);
    const body = userOf(values);
    if (id !== undefined && meaning !== "delete" && meaning !== "ignored") {
      return this.#writeById(user?.id, body, meaning);
    }
    switch (meaning) {
      case "upsert":
        return this.#run("POST", "/api/v2/users/create_or_update_many", { users: [body] });
      case "insert":
        return this.#run("POST", "/api/v2/users/create_many", { users: [body] });
      case "update":
        if (user === undefined) return { reason: "not_found" };
        return this.#run("PUT", "/api/v2/users/update_many", { users: [{ ...body, id: user.id }] });
      case "delete":
        if (user === undefined) return { status: "Unchanged" };
        return this.#run("DELETE", `/api/v2/users/destroy_many?ids=${user.id}`);
      case "ignored":
        return { status: "Ignored" };
    }
  }

  /** Zendesk gives ids: nobody is created with one. */
  #writeById(id: number | undefined, body: object, meaning: Meaning): Result {
    if (id === undefined) return { reason: "not_found" };
    if (meaning === "insert") return { reason: "already_exists" };
    return this.#run("PUT", "/api/v2/users/update_many", { users: [{ ...body, id }] });
  }

  /** Rows of one job are applied in order, so upserts may share one. */
  #flush(): void {
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    this.#rows = [];
    this.#run("POST", "/api/v2/users/create_or_update_many", { users: rows.map(({ body }) => body) });
    for (const [index, { record }] of rows.entries()) {
      this.#outcomes.set(record.serial, outcomeOf(record, "upsert", this.#results[index]));
    }
  }

  /** What became of the first row. */
  #run(method: string, path: string, body?: unknown): Result {
    this.#request(method, path, body);
    return this.#results[0];
  }

  #request(method: string, path: string, body?: unknown): void {
    const headers = { authorization: this.#authorization };
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = this.simulator.handle({ method, path, headers, body: text }, this.#now);
    if (typeof answer === "string" || answer.status >= 300) {
      throw new Error(`the reference refuses ${method} ${path}: ${JSON.stringify(answer)}`);
    }
    this.#now += 1;
    this.simulator.account.jobs.advance(this.#now);
  }
}

const EFFECT_OF: Readonly<Record<string, Effect>> = {
  Created: "created",
  Updated: "updated",
  Deleted: "deleted",
  Unchanged: "unchanged",
  Ignored: "ignored",
};

function outcomeOf({ refusal, serial }: ScenarioRecord, meaning: Meaning, result: Result): ReferenceOutcome {
  const effect = EFFECT_OF[String(result?.["status"])];
  if (effect !== undefined) return { effect };
  if (refusal) return { reasons: refusal.reasons };
  if (typeof result?.["reason"] === "string") return { reasons: [result["reason"]] };
  const details = String(result?.["details"]);
  if (details.includes("Name: is too short")) return { reasons: ["missing_required_field"] };
  if (!details.includes("already")) {
    throw new Error(`the reference cannot write record ${serial}: ${JSON.stringify(result)}`);
  }
  return { reasons: [meaning === "insert" ? "already_exists" : "duplicate_value"] };
}

function userOf(data: RecordData): object {
  const user: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(data)) {
    if (column.startsWith("user_fields.")) custom[column.slice("user_fields.".length)] = value;
    else user[column] = value;
  }
  return { ...user, user_fields: custom };
}
