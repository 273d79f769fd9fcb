import { IdSequence } from "../account/id-sequence.ts";
import type { Membership, StoredUser } from "../users/stored-user.ts";

interface FormerMembership {
  readonly userId: number;
  readonly organizationId: number;
}

/** Zendesk's limit for one user. */
export const MAX_ORGANIZATIONS = 300;

/** Which users belong to which organization. A user knows its own memberships; this finds the user of a membership. */
export class Memberships {
  readonly #ids = new IdSequence(6_301_550_012_442);
  readonly #users = new Map<number, StoredUser>();
  readonly #ended = new Map<number, FormerMembership>();

  /** The new membership, or undefined if the user already belongs to the organization. */
  add(user: StoredUser, organizationId: number): Membership | undefined {
    if (user.memberships.some((membership) => membership.organizationId === organizationId)) return undefined;
    const membership = { id: this.#ids.take(), organizationId };
    user.memberships = [...user.memberships, membership];
    this.#users.set(membership.id, user);
    return membership;
  }

  /** Ends all memberships but these; the first becomes the default. */
  set(user: StoredUser, organizationIds: readonly number[]): void {
    for (const { id, organizationId } of user.memberships) {
      if (!organizationIds.includes(organizationId)) this.remove(id);
    }
    for (const organizationId of organizationIds) this.add(user, organizationId);
    const first = user.memberships.find((membership) => membership.organizationId === organizationIds[0]);
    if (first !== undefined) this.makeDefault(user, first);
  }

  remove(id: number): boolean {
    const user = this.#users.get(id);
    if (user === undefined) return false;
    const ended = user.memberships.find((membership) => membership.id === id);
    if (ended) this.#ended.set(id, { userId: user.id, organizationId: ended.organizationId });
    user.memberships = user.memberships.filter((membership) => membership !== ended);
    return this.#users.delete(id);
  }

  /** Ends every membership of an organization. Returns the users who had one. */
  endAllOf(organizationId: number): readonly StoredUser[] {
    const ended: StoredUser[] = [];
    for (const [id, user] of this.#users) {
      const isEnded = user.memberships.some(
        (membership) => membership.id === id && membership.organizationId === organizationId,
      );
      if (!isEnded) continue;
      this.remove(id);
      ended.push(user);
    }
    return ended;
  }

  /** The others stay oldest first, so that the oldest is the next default. */
  makeDefault(user: StoredUser, membership: Membership): void {
    const others = user.memberships.filter((other) => other !== membership);
    user.memberships = [membership, ...others.toSorted((a, b) => a.id - b.id)];
  }

  byId(id: number): { readonly user: StoredUser; readonly membership: Membership } | undefined {
    const user = this.#users.get(id);
    const membership = user?.memberships.find((candidate) => candidate.id === id);
    return user === undefined || membership === undefined ? undefined : { user, membership };
  }

  /** Whose it is or was, also of one that has ended. */
  formerById(id: number): FormerMembership | undefined {
    const held = this.byId(id);
    return held ? { userId: held.user.id, organizationId: held.membership.organizationId } : this.#ended.get(id);
  }

  *all(): Generator<{ readonly user: StoredUser; readonly membership: Membership }> {
    for (const id of this.#users.keys()) {
      const found = this.byId(id);
      if (found !== undefined) yield found;
    }
  }
}
