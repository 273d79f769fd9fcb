import { ZendeskSimulator, unthrottled } from "zendesk-simulator";
import type { RecordData } from "../../integration_tests/airbyte-messages.ts";
import type { ConnectorScenario, Scenario, ScenarioRecord } from "../scenario/scenario.ts";
import { usersOfRecord } from "./held-record.ts";
import { meaningOf } from "./record-meaning.ts";

const MOST_ROWS = 100;

/** A second Zendesk, which gets each record after the one before it, and in which nothing ever fails. */
export class ReferenceAccount {
  readonly simulator: ZendeskSimulator;
  readonly #authorization: string;
  #now: number;
  #rows: object[] = [];

  constructor({ seededUsers, startAt }: Scenario) {
    this.simulator = new ZendeskSimulator(unthrottled);
    this.#authorization = `Bearer ${this.simulator.account.credentials.credentials.access_token}`;
    this.#now = startAt;
    this.#request("POST", "/simulator/users", seededUsers);
  }

  /** Sends a connector's records in order. */
  send(connector: ConnectorScenario): void {
    for (const item of connector.input) {
      if (item.type === "record" && !item.isInvalid) this.#sendRecord(item, connector);
    }
    this.#flush();
  }

  #sendRecord(record: ScenarioRecord, connector: ConnectorScenario): void {
    const meaning = meaningOf(record, connector);
    if (meaning === "ignored") return;
    if (meaning === "upsert" && record.data["tags"] === undefined) {
      this.#rows.push(userOf(record.data));
      if (this.#rows.length === MOST_ROWS) this.#flush();
      return;
    }
    this.#flush();
    const user = this.#userOf(record);
    const tags = resultingTags(user?.tags ?? [], record.data["tags"], connector.settings["tags_mode"]);
    const body = { ...userOf(record.data), ...(tags && { tags }) };
    if (meaning === "upsert") this.#request("POST", "/api/v2/users/create_or_update_many", { users: [body] });
    else if (meaning === "insert") this.#request("POST", "/api/v2/users/create_many", { users: [body] });
    else if (user === undefined) return;
    else if (meaning === "delete") {
      if (user.role === "end-user") this.#request("DELETE", `/api/v2/users/destroy_many?ids=${user.id}`);
    } else this.#request("PUT", "/api/v2/users/update_many", { users: [{ ...body, id: user.id }] });
  }

  #userOf(record: ScenarioRecord) {
    return usersOfRecord(record, this.simulator.account.users)[0];
  }

  /** Rows of one job are applied in order, so upserts may share one. */
  #flush(): void {
    if (this.#rows.length === 0) return;
    const users = this.#rows;
    this.#rows = [];
    this.#request("POST", "/api/v2/users/create_or_update_many", { users });
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

function userOf(data: RecordData): object {
  const user: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(data)) {
    if (column.startsWith("user_fields.")) custom[column.slice("user_fields.".length)] = value;
    else if (!column.startsWith("_ab_")) user[column] = value;
  }
  return { ...user, user_fields: custom };
}

function resultingTags(held: readonly string[], given: unknown, mode: unknown): readonly string[] | undefined {
  if (!Array.isArray(given)) return undefined;
  const tags = given.map(String);
  if (mode === "replace") return tags;
  return mode === "remove" ? held.filter((tag) => !tags.includes(tag)) : [...new Set([...held, ...tags])];
}
