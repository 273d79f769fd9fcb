import type { ZendeskSimulator } from "zendesk-simulator";
import { usersOfRecord } from "../oracle/users/held-users.ts";
import { keysInRequest } from "../oracle/named-keys.ts";
import type { PeopleChangedByOthers } from "../oracle/people-changed-by-others.ts";
import { keysIn } from "../oracle/people.ts";
import { meaningOf } from "../oracle/record-meaning.ts";
import { bystander } from "../scenario/draw-account.ts";
import type { OthersAction, OthersChange, ScenarioRecord } from "../scenario/scenario.ts";
import { VALUE_MARK } from "../scenario/value-mark.ts";
import type { Connection } from "./connection.ts";

/** An end user whom no record is about. */
const MERGED_INTO = { external_id: String(bystander(1)["external_id"]) };

/** Somebody whom records are about. */
interface Person {
  readonly name: string;
  readonly records: readonly ScenarioRecord[];
  readonly changed: PeopleChangedByOthers;
  /** Whether one of the records deletes the user, so that what else the user has may be gone. */
  readonly isDeleted: boolean;
}

type StoredUser = ReturnType<typeof usersOfRecord>[number];

export interface OthersTools {
  readonly simulator: ZendeskSimulator;
  readonly reference: ZendeskSimulator;
  readonly connections: readonly Pick<Connection, "changedByOthers" | "connector">[];
}

/** Other people, who change users of the account while connectors write. */
export class Others {
  readonly #changes: ReadonlyMap<number, readonly OthersChange[]>;
  readonly #tools: OthersTools;
  readonly #people: readonly Person[];
  readonly #byKey: ReadonlyMap<string, Person>;
  #requests = 0;
  #updates = 0;
  #replaced = 0;

  constructor(changes: readonly OthersChange[], tools: OthersTools) {
    this.#changes = Map.groupBy(changes, ({ afterRequests }) => afterRequests);
    this.#tools = tools;
    this.#people = changes.length === 0 ? [] : peopleOfAll(tools);
    this.#byKey = new Map(
      this.#people.flatMap((person) => person.records.flatMap(keysIn).map((key) => [key, person] as const)),
    );
  }

  /** To be called after each request. Gives what they change then. */
  afterRequest(url: URL, body: string | undefined, now: number): readonly string[] {
    if (this.#people.length === 0) return [];
    const named = [...new Set(keysInRequest(url, body).flatMap((key) => this.#byKey.get(key) ?? []))];
    if (named.length === 0) return [];
    this.#requests += 1;
    const due = this.#changes.get(this.#requests) ?? [];
    // A job that ends at this moment comes first: what is there is looked at before it is changed.
    if (due.length > 0) this.#tools.simulator.account.jobs.advance(now);
    return due.flatMap(({ action, isNamed, share }) => {
      const from = isNamed ? named : this.#people;
      const person = from[Math.floor(share * from.length)];
      return person !== undefined && this.#change(action, person, now)
        ? [`somebody else: ${action} ${person.name}`]
        : [];
    });
  }

  /** Whether there was something to change. */
  #change(action: OthersAction, person: Person, now: number): boolean {
    if (action === "create") return this.#create(person, now);
    const user = userOf(person, this.#tools.simulator);
    if (user === undefined) return false;
    if (action === "update") return this.#update(person, user, now);
    if (action === "merge" && user.role !== "end-user") return false;
    person.changed.note(person.name, action);
    const named = { id: user.id };
    if (action === "merge") this.#apply({ action, user: named, into: MERGED_INTO }, now);
    else if (action === "delete") this.#apply({ action, user: named }, now);
    else {
      this.#replaced += 1;
      const email = `${VALUE_MARK}.replaced.${this.#replaced}@example.com`;
      person.changed.noteNewAddress(email);
      this.#apply({ action, user: named, email }, now);
    }
    return true;
  }

  #create({ changed, name, records }: Person, now: number): boolean {
    const { users } = this.#tools.simulator.account;
    const [{ email, external_id: externalId } = {}] = records.map(({ user }) => user);
    const hasEmail = typeof email === "string" && users.ownerOfIdentity("email", email) === undefined;
    const hasId = typeof externalId === "string" && users.ownerOfExternalId(externalId) === undefined;
    if (!hasEmail && !hasId) return false;
    const keys = { ...(hasEmail && { email }), ...(hasId && { external_id: externalId }) };
    changed.note(name, "create");
    this.#apply({ action: "create", change: { name: `${VALUE_MARK} made by others`, ...keys } }, now);
    return true;
  }

  /** Of a field that no record writes, in both accounts. */
  #update(person: Person, user: StoredUser, now: number): boolean {
    const held = userOf(person, this.#tools.reference);
    if (person.isDeleted || held === undefined) return false;
    this.#updates += 1;
    const change = { signature: `${VALUE_MARK} signature ${this.#updates}` };
    this.#apply({ action: "update", user: { id: user.id }, change }, now);
    this.#tools.reference.changeByOthers({ action: "update", user: { id: held.id }, change }, now);
    return true;
  }

  #apply(change: Parameters<ZendeskSimulator["changeByOthers"]>[0], now: number): void {
    this.#tools.simulator.changeByOthers(change, now);
  }
}

function peopleOfAll({ connections }: OthersTools): readonly Person[] {
  return connections.flatMap(({ changedByOthers: changed, connector }) => {
    const records = connector.input.filter((item) => item.type === "record");
    const ofUsers = records.filter(({ refusal, stream }) => refusal === undefined && stream.object === "users");
    const people = Map.groupBy(ofUsers, ({ person }) => person);
    return [...people].map(([name, ofPerson]) => ({
      name,
      changed,
      records: ofPerson,
      isDeleted: ofPerson.some((record) => meaningOf(record, connector) === "delete"),
    }));
  });
}

function userOf({ records }: Person, { account }: ZendeskSimulator): StoredUser | undefined {
  for (const record of records) {
    const [user] = usersOfRecord(record, account.users);
    if (user) return user;
  }
  return undefined;
}
