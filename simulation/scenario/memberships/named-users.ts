import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { externalIdOf } from "../draw-keys.ts";
import type { Keying } from "../draw-people.ts";
import type { UserStreamDraw } from "../draw-record.ts";
import { pick } from "../pick.ts";
import type { DrawnRecord } from "../record-of.ts";
import type { StreamScenario } from "../scenario.ts";

/** A user of another stream, by its external id. */
export interface NamedUser {
  readonly person: string;
  readonly externalId: string;
  /** Whether records may suspend it. Nobody suspended requests a ticket. */
  readonly mayBeSuspended: boolean;
}

/** With these, a user has the same external id in each record. */
const NAMEABLE: ReadonlySet<Keying> = new Set(["external_id", "both"]);

/** Users of a connection's own streams, for the memberships and tickets of its other streams. */
export class NamedUsers {
  readonly #unwritten = new Map<string, NamedUser>();
  readonly #written: NamedUser[] = [];
  /** By user: the only stream of memberships that may name it. Which of several organizations would be the default is chance. */
  readonly #claims = new Map<string, StreamScenario>();

  /** A search may not find what an earlier attempt has just created: its index lags. */
  constructor(draws: readonly UserStreamDraw[], missesNew: boolean) {
    for (const { deletionRate, hasOrganizations, keyShape, keying, people, roles, stream } of draws) {
      if (hasOrganizations) continue;
      if (stream.mode !== "upsert" || deletionRate > 0 || !NAMEABLE.has(keying)) continue;
      // Nothing can refer to a user by so long a key.
      if (keyShape === "huge" || keyShape === "long" || (missesNew && keyShape === "comma")) continue;
      const mayBeSuspended = roles !== undefined;
      for (const person of people) {
        this.#unwritten.set(person, { person, externalId: externalIdOf(person, keyShape), mayBeSuspended });
      }
    }
  }

  /** The input has a record of this user. */
  noteRecord({ person }: DrawnRecord): void {
    const user = this.#unwritten.get(person);
    if (user && this.#unwritten.delete(person)) this.#written.push(user);
  }

  /** One that an earlier record created or updated. */
  drawWritten(random: SeededRandom): NamedUser | undefined {
    return this.#written.length === 0 ? undefined : pick(this.#written, random);
  }

  /** One that no record has created yet: whether it exists in time is chance. */
  drawUnwritten(random: SeededRandom): NamedUser | undefined {
    return this.#unwritten.size === 0 ? undefined : pick([...this.#unwritten.values()], random);
  }

  /** Whether the stream may put the user into an organization. */
  mayBeMember({ person }: NamedUser, stream: StreamScenario): boolean {
    const claimedBy = this.#claims.get(person) ?? stream;
    this.#claims.set(person, claimedBy);
    return claimedBy === stream;
  }
}
