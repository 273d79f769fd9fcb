import { isList, isObject, type Json, type JsonObject, parseExactly } from "./json.ts";
import { type SimulatorOptions, UNTHROTTLED } from "./options.ts";
import { ZendeskSimulator } from "./zendesk-simulator.ts";

export interface ClientAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: JsonObject;
}

/** For tests: a client of a simulator in the same process, whose time stands still unless a test moves it. */
export class AccountClient {
  readonly simulator: ZendeskSimulator;
  nowMs = Date.UTC(2026, 10, 22, 12);
  authorization: string | undefined;

  /** By default nothing is limited and jobs end before the next request. */
  constructor(options: Partial<SimulatorOptions> = {}) {
    this.simulator = new ZendeskSimulator({ ...UNTHROTTLED, ...options });
    this.authorization = `Bearer ${this.simulator.account.credentials.credentials.access_token}`;
  }

  /** `path` without `/api/v2/`, unless it starts with a slash. */
  send(method: string, path: string, body?: Json): ClientAnswer {
    const full = path.startsWith("/") ? path : `/api/v2/${path}`;
    const headers = { authorization: this.authorization };
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const outcome = this.simulator.handle({ method, path: full, headers, body: text }, this.nowMs);
    if (typeof outcome === "string") throw new Error(`${method} ${path}: ${outcome.replaceAll("_", " ")}`);
    if (outcome.isCutOff === true) throw new Error(`${method} ${path}: cut off`);
    const answered = outcome.chunks === undefined ? outcome.body : [...outcome.chunks].join("");
    const isJson = outcome.headers["content-type"]?.startsWith("application/json") === true && answered !== "";
    const json = isJson ? parseExactly(answered) : {};
    return { ...outcome, text: answered, json: isObject(json) ? json : { list: json } };
  }

  /** Sends a bulk request and returns the rows of its job. */
  run(method: string, path: string, body?: Json): readonly JsonObject[] {
    const { id } = objectOf(this.send(method, path, body).json["job_status"]);
    const job = objectOf(this.send("GET", `job_statuses/${String(id)}`).json["job_status"]);
    return objectsOf(job["results"]);
  }

  upsert(...users: readonly JsonObject[]): readonly JsonObject[] {
    return this.run("POST", "users/create_or_update_many", { users });
  }

  /** The one user with this external id, as `users/show_many` shows it. */
  user(externalId: string): JsonObject {
    return this.#shown("users", externalId);
  }

  organization(externalId: string): JsonObject {
    return this.#shown("organizations", externalId);
  }

  /** The records of a custom object, as its list shows them. */
  records(key: string): readonly JsonObject[] {
    return objectsOf(this.send("GET", `custom_objects/${key}/records`).json["custom_object_records"]);
  }

  #shown(resource: string, externalId: string): JsonObject {
    const found = this.send("GET", `${resource}/show_many?external_ids=${encodeURIComponent(externalId)}`).json;
    return objectOf(objectsOf(found[resource])[0]);
  }
}

export function objectOf(value: Json | undefined): JsonObject {
  if (isObject(value)) return value;
  throw new Error(`Expected an object, got ${JSON.stringify(value)}`);
}

export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  if (isList(value)) return value.map((item) => objectOf(item));
  throw new Error(`Expected a list, got ${JSON.stringify(value)}`);
}
