import { keysInAnyRequest } from "../../oracle/object-oracles.ts";
import { DEVICES } from "../../scenario/custom-objects/device-object.ts";
import type { ObjectName, OthersChange } from "../../scenario/scenario.ts";
import type { Connection } from "../connection.ts";
import type { AccountOfOthers } from "./account-of-others.ts";
import { changeDevice } from "./change-device.ts";
import { changeMembership } from "./change-membership.ts";
import { changeOrganization } from "./change-organization.ts";
import { changeTicket } from "./change-ticket.ts";
import { type Change, changeUser } from "./change-user.ts";
import { type Thing, thingsToChange } from "./things-to-change.ts";

const CHANGERS: Readonly<Record<ObjectName, (change: Change, accounts: AccountOfOthers) => boolean>> = {
  users: changeUser,
  organizations: changeOrganization,
  tickets: changeTicket,
  [DEVICES]: changeDevice,
  organization_memberships: changeMembership,
};

export interface OthersTools extends AccountOfOthers {
  readonly connections: readonly Pick<Connection, "changedByOthers" | "connector">[];
}

/** Other people, who change users and organizations of the account while connectors write. */
export class Others {
  readonly #changes: ReadonlyMap<number, readonly OthersChange[]>;
  readonly #tools: OthersTools;
  readonly #things: readonly Thing[];
  readonly #byKey: ReadonlyMap<string, Thing>;
  #requests = 0;
  #made = 0;

  constructor(changes: readonly OthersChange[], tools: OthersTools) {
    this.#changes = Map.groupBy(changes, ({ afterRequests }) => afterRequests);
    this.#tools = tools;
    this.#things = changes.length === 0 ? [] : thingsToChange(tools.connections);
    this.#byKey = new Map(this.#things.flatMap((thing) => thing.keys.map((key) => [key, thing] as const)));
  }

  /** Must be called after each request. Returns what others change then. */
  afterRequest(url: URL, body: string | undefined, now: number): readonly string[] {
    if (this.#things.length === 0) return [];
    const { account } = this.#tools.simulator;
    const keys = keysInAnyRequest(url, body, account);
    const named = [...new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []))];
    if (named.length === 0) return [];
    this.#requests += 1;
    const due = this.#changes.get(this.#requests) ?? [];
    // A job that ends at this moment comes first, because the account is read before it is changed.
    if (due.length > 0) account.jobs.advance(now);
    return due.flatMap(({ action, isNamed, share }) => {
      const from = isNamed ? named : this.#things;
      const thing = from[Math.floor(share * from.length)];
      if (thing === undefined) return [];
      this.#made += 1;
      const change = { action, thing, now, number: this.#made };
      return CHANGERS[thing.object](change, this.#tools) ? [`someone else: ${action} ${thing.name}`] : [];
    });
  }
}
