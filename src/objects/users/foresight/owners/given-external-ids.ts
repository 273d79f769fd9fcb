import type { ZendeskUser } from "../../../../zendesk/resources/users.ts";
import { foldedKey } from "../../../keys.ts";

/** External ids whose users are remembered: about 15 MB. */
const MAX_IDS = 100_000;

type UserKeys = Pick<ZendeskUser, "id" | "external_id">;

/** The external ids that existing users would have by now, because earlier records of the dry run would have changed them. */
export class GivenExternalIds {
  readonly #maxIds: number;
  readonly #byUser = new Map<number, string>();
  /** By external id. Null: its user has another one by now. */
  readonly #owners = new Map<string, number | null>();

  constructor(maxIds = MAX_IDS) {
    this.#maxIds = maxIds;
  }

  /** Whether records may have changed external ids that are not remembered. */
  get isFull(): boolean {
    return this.#owners.size >= this.#maxIds;
  }

  /** Undefined if no record would have changed who has it. */
  ownerOf(externalId: string): number | null | undefined {
    return this.#owners.get(externalId);
  }

  /** The user's own, as it is compared. */
  of(user: UserKeys): string | undefined {
    return this.#byUser.get(user.id) ?? foldedKey(user.external_id);
  }

  give(user: UserKeys, externalId: string): void {
    if (this.isFull) return;
    const former = this.of(user);
    // Another user may have it by now.
    if (former !== undefined && (this.#owners.get(former) ?? user.id) === user.id) this.#owners.set(former, null);
    this.#owners.set(externalId, user.id);
    this.#byUser.set(user.id, externalId);
  }
}
