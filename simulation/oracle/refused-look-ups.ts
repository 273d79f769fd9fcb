import type { SimulatorOutcome } from "zendesk-simulator";
import type { ConnectorScenario, ScenarioRecord } from "../scenario/scenario.ts";
import type { Account } from "./object-oracle.ts";
import { OBJECT_ORACLES, oracleOf } from "./object-oracles.ts";
import { deviceKeysInRequest } from "./custom-objects/named-device-keys.ts";
import { organizationKeysInUrl } from "./organizations/named-organization-keys.ts";
import { keysInUrl } from "./named-keys.ts";
import { keysIn } from "./people.ts";
import { ticketKeysInRequest } from "./tickets/ticket-keys.ts";
import { idKey } from "./users/user-keys.ts";

const REFUSALS: ReadonlySet<number> = new Set([400, 413, 414, 422, 431]);
/** The reason for which a record is rejected if its look-up is refused. */
const REASONS: ReadonlySet<string> = new Set(["zendesk_error", "too_large"]);

/**
 * People named by a refused look-up. Nothing was sent because of it, so their records may be rejected, and then must
 * not be written. For those named by their ids, the steps that need a user's id from the job may be missing: tags,
 * organizations, the primary address. Without tags or organizations, a record is rejected although it is written.
 */
export class RefusedLookUps {
  readonly #recordsByKey: ReadonlyMap<string, readonly ScenarioRecord[]>;
  /** By a key of a user or an organization that records name. */
  readonly #recordsNaming: ReadonlyMap<string, readonly ScenarioRecord[]>;
  readonly #placed: readonly ScenarioRecord[];
  readonly #people = new Set<string>();
  readonly #unfinished = new Set<string>();
  /**
   * By the id of a user whom a search found: the people who were searched for. The user may be someone else with a
   * similar value.
   */
  readonly #searchedFor = new Map<string, Set<string>>();

  constructor(connector: ConnectorScenario) {
    const records = connector.input.filter((item) => item.type === "record");
    this.#recordsByKey = groupByKey(records, keysIn);
    this.#recordsNaming = groupByKey(records, (record) => oracleOf(record).namedIn?.(record) ?? []);
    this.#placed = records.filter(({ data }) => Object.keys(data).some((column) => column.includes("organization")));
  }

  note(method: string, url: URL, outcome: SimulatorOutcome, account: Account): void {
    if (method !== "GET" || typeof outcome !== "object") return;
    if (outcome.status === 200 && url.pathname.startsWith("/api/v2/users/search")) this.#noteSearch(url, outcome.body);
    if (!REFUSALS.has(outcome.status)) return;
    // The keys of organizations do not show which records name them.
    if (url.pathname.startsWith("/api/v2/organizations/")) {
      for (const { person } of this.#placed) this.#people.add(person);
      for (const key of organizationKeysInUrl(url, account)) {
        this.#add(key, this.#people);
        for (const { person } of this.#recordsNaming.get(key) ?? []) this.#people.add(person);
      }
      return;
    }
    for (const key of ticketKeysInRequest(url, undefined, account)) this.#add(key, this.#people);
    for (const key of deviceKeysInRequest(url, undefined, account)) this.#add(key, this.#people);
    const { ids, others } = keysInUrl(url);
    const ofIds = ids.flatMap((id) => [idKey(id), ...OBJECT_ORACLES.users.keysOfId(id, account)]);
    for (const key of ofIds) this.#add(key, this.#people, this.#unfinished);
    for (const key of [...ids.map(idKey), ...others]) this.#add(key, this.#people);
    for (const key of [...ofIds, ...others]) {
      for (const { person } of this.#recordsNaming.get(key.toLowerCase()) ?? []) this.#people.add(person);
    }
    for (const id of ids) for (const person of this.#searchedFor.get(id) ?? []) this.#people.add(person);
  }

  #noteSearch(url: URL, body: string): void {
    const people = keysInUrl(url).others.flatMap((key) => this.#recordsByKey.get(key.toLowerCase()) ?? []);
    // A fault may have broken the body.
    for (const [, id] of body.matchAll(/"id":(\d+)/g)) {
      const known = this.#searchedFor.get(id ?? "") ?? new Set();
      this.#searchedFor.set(id ?? "", known);
      for (const { person } of people) known.add(person);
    }
  }

  /** Whether a refused look-up may be the reason why a record is rejected. */
  mayReject({ namedUser, organization, person }: ScenarioRecord, reason: string): boolean {
    // What is rejected does not exist for the records that name it.
    const named = [namedUser, organization?.person].filter((each) => each !== undefined);
    if (reason === "not_found") return named.some((each) => this.#people.has(each));
    return REASONS.has(reason) && this.#people.has(person);
  }

  /** Whether a record may be rejected because its user was not shown, after the rest of it was written. */
  mayRejectInPart({ person }: ScenarioRecord, reason: string): boolean {
    return REASONS.has(reason) && this.#unfinished.has(person);
  }

  /** Keys of the people for whom something may be left undone, in lower case. */
  unfinishedKeys(): readonly string[] {
    if (this.#unfinished.size === 0) return [];
    return [...this.#recordsByKey].flatMap(([key, records]) =>
      records.some(({ person, refusal }) => refusal === undefined && this.#unfinished.has(person)) ? [key] : [],
    );
  }

  #add(key: string, ...sets: readonly Set<string>[]): void {
    for (const { person } of this.#recordsByKey.get(key.toLowerCase()) ?? []) {
      for (const set of sets) set.add(person);
    }
  }
}

function groupByKey(
  records: readonly ScenarioRecord[],
  keysOf: (record: ScenarioRecord) => readonly string[],
): ReadonlyMap<string, readonly ScenarioRecord[]> {
  const keyed = records.flatMap((record) => keysOf(record).map((key) => ({ key, record })));
  const groups = [...Map.groupBy(keyed, ({ key }) => key)];
  return new Map(groups.map(([key, group]) => [key, group.map(({ record }) => record)]));
}
