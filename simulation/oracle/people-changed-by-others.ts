import { DEVICES } from "../scenario/custom-objects/device-object.ts";
import type {
  ConnectorScenario,
  ObjectName,
  OrganizationReference,
  OthersAction,
  ScenarioRecord,
} from "../scenario/scenario.ts";
import type { MorePossible } from "./object-oracle.ts";
import { oracleOf } from "./object-oracles.ts";
import { keysOfPeople, peopleOf } from "./people.ts";
import { meaningOf } from "./record-meaning.ts";

const NOTHING: MorePossible = { effects: [], reasons: [] };

type Naming = Pick<ScenarioRecord, "namedUser" | "organization" | "organizations">;

/**
 * People and organizations that others have created, merged or deleted, or whose address or name they have replaced,
 * while the connector wrote. Their final state in the account depends on who came first.
 */
export class PeopleChangedByOthers {
  readonly #connector: ConnectorScenario;
  readonly #personOf: ReadonlyMap<number, string>;
  readonly #actions = new Map<string, Set<OthersAction>>();
  readonly #otherKeys = new Set<string>();
  /** The last record of each person that is known to have been written. */
  readonly #written = new Map<string, number>();

  constructor(connector: ConnectorScenario) {
    this.#connector = connector;
    this.#personOf = peopleOf(connector);
  }

  has(person: string): boolean {
    return this.#actions.has(person);
  }

  note(person: string, action: OthersAction): void {
    this.#actions.set(person, (this.#actions.get(person) ?? new Set()).add(action));
  }

  /** A key of what they have changed, in lower case; records need not have it. */
  noteKey(key: string): void {
    this.#otherKeys.add(key);
  }

  /** Whether the organization or the user that the record names may be gone, or have another name. */
  hasOrganizationOf({ namedUser, organization, organizations = [] }: Naming): boolean {
    if (namedUser !== undefined && this.has(namedUser)) return true;
    if (organizations.some((listed) => this.has(referredTo(listed)))) return true;
    return organization !== undefined && this.has(referredTo(organization));
  }

  /** Whether they may have changed what the record is about. A membership ends with its user or its organization. */
  mayConcern(record: ScenarioRecord): boolean {
    return this.has(record.person) || (oracleOf(record).isUnmarked === true && this.hasOrganizationOf(record));
  }

  noteWritten(serial: number): void {
    const person = this.#personOf.get(serial);
    if (person !== undefined) this.#written.set(person, Math.max(serial, this.#written.get(person) ?? 0));
  }

  /** Whether others may be the reason why an account does not hold what a record wrote. */
  explainMissing(record: ScenarioRecord): boolean {
    const { person, serial } = record;
    if (meaningOf(record, this.#connector) === "delete") return this.#actions.get(person)?.has("create") === true;
    if (oracleOf(record).isUnmarked === true) return this.mayConcern(record);
    return this.has(person) && (this.#written.get(person) ?? 0) >= serial;
  }

  /** What may happen to a record because of others. */
  possibleOf(record: ScenarioRecord): MorePossible {
    const meaning = meaningOf(record, this.#connector);
    const missing = meaning !== "delete" && this.hasOrganizationOf(record) ? ["not_found"] : [];
    if (record.refusal !== undefined || !this.mayConcern(record)) return { effects: [], reasons: missing };
    const { effects, reasons } = oracleOf(record).whenChangedByOthers[meaning] ?? NOTHING;
    // No one is created with an id.
    const isOfAnId = record.stream.key === "id" && meaning !== "delete";
    return { effects, reasons: isOfAnId ? [...reasons, "not_found"] : [...reasons, ...missing] };
  }

  /** All their keys, in lower case. */
  keys(): ReadonlySet<string> {
    const things = this.#thingsOfChanged();
    const hasChanged = (person: string): boolean => this.has(person) || things.has(person);
    return new Set([...this.#otherKeys, ...keysOfPeople(this.#connector, { has: hasChanged })]);
  }

  /** Things whose user they have changed: a merged user's tickets are the other user's. */
  #thingsOfChanged(): ReadonlySet<string> {
    const naming: ReadonlySet<ObjectName> = new Set(["tickets", DEVICES]);
    const records = this.#connector.input.filter((item) => item.type === "record" && naming.has(item.stream.object));
    const isChanged = ({ namedUser }: ScenarioRecord): boolean => namedUser !== undefined && this.has(namedUser);
    return new Set((records as readonly ScenarioRecord[]).filter(isChanged).map(({ person }) => person));
  }
}

/** The organization that a record names: one of another stream, or one that always exists. */
export function referredTo({ column, person, value }: OrganizationReference): string {
  return person ?? `organization ${column} ${value}`;
}
