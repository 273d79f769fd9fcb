import { UNTHROTTLED, ZendeskSimulator } from "zendesk-simulator";
import { type RecordData } from "../../testing/input/airbyte-messages.ts";
import type { ScenarioRecord } from "../scenario/scenario.ts";
import type { Effect, ReferenceOutcome } from "./outcome.ts";
import type { Meaning } from "./record-meaning.ts";

/** What Zendesk says about a row, or a `reason` if it is not sent. */
export type Result = Readonly<Record<string, unknown>> | undefined;

interface ReferenceClientOptions {
  readonly keepsKeysOfDeletedUsers: boolean;
  /** With the same seed, what an account holds at first has the same ids. */
  readonly seed: number;
  readonly startAt: number;
}

/** The client of a Zendesk in which nothing ever fails, and each job is done before the next request. */
export class ReferenceClient {
  readonly simulator: ZendeskSimulator;
  readonly #authorization: string;
  #now: number;
  #results: readonly Result[] = [];

  constructor({ keepsKeysOfDeletedUsers, seed, startAt }: ReferenceClientOptions) {
    this.simulator = new ZendeskSimulator({
      ...UNTHROTTLED,
      seed,
      keepsKeysOfDeletedUsers,
      onJobApplied: ({ results }) => {
        this.#results = results;
      },
    });
    this.#authorization = `Bearer ${this.simulator.account.credentials.credentials.access_token}`;
    this.#now = startAt;
  }

  /** What happened to each row of a job. */
  run(method: string, path: string, body?: unknown): readonly Result[] {
    this.send(method, path, body);
    return this.#results;
  }

  send(method: string, path: string, body?: unknown): void {
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

export function outcomeOf({ refusal, serial }: ScenarioRecord, meaning: Meaning, result: Result): ReferenceOutcome {
  const effect = EFFECT_OF[String(result?.["status"])];
  if (effect !== undefined) return { effect };
  if (refusal) return { reasons: refusal.reasons };
  if (typeof result?.["reason"] === "string") return { reasons: [result["reason"]] };
  const details = String(result?.["details"]);
  if (/^Name: (?:is too short|cannot be blank)/.test(details)) return { reasons: ["missing_required_field"] };
  if (!details.includes("already")) {
    throw new Error(`the reference cannot write record ${serial}: ${JSON.stringify(result)}`);
  }
  // Of several keys of an insert that are taken, Zendesk blames any.
  return { reasons: meaning === "insert" ? ["already_exists", "duplicate_value"] : ["duplicate_value"] };
}

/** Custom fields in a separate object, as Zendesk expects them. */
export function bodyOf(
  data: RecordData,
  customFields: "user_fields" | "organization_fields" | "custom_object_fields",
): object {
  const body: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(data)) {
    if (column.startsWith(`${customFields}.`)) custom[column.slice(customFields.length + 1)] = value;
    else body[column] = value;
  }
  return { ...body, [customFields]: custom };
}
