import type { ZendeskUser } from "../../../../zendesk/resources/users.ts";
import { foldedKey, identityOf, keyNamed, onlyFound } from "../../../keys.ts";
import { isReal } from "../../../imagined-id.ts";
import type { Draft, Foreseen, ForesightContext } from "../../../object-type.ts";
import { type Row, type WriteMode, without } from "../../../row.ts";
import { withHeldOrganizations } from "../../columns/held-organizations.ts";
import { unlessRefused } from "../../../write/explain/refusal.ts";
import { USERS } from "../../user-keys.ts";
import type { GivenExternalIds } from "./given-external-ids.ts";
import type { UsersSettings } from "../../users-settings.ts";
import { foreseeImagined, isDeleted, isRefusedLookUp, isRejectedAnyway, takenBy } from "./key-owner.ts";

/**
 * Addresses that a dry run looks up. Each takes a search of its own. On the smallest plan, with 200 requests per minute and
 * the default share of them, 100 searches take about a minute.
 */
const MAX_LOOK_UPS = 100;

type UserDraft = Draft<ZendeskUser>;
type Settings = Pick<UsersSettings, "email_change" | "organization_mode">;

/** A row whose address may be another user's. */
interface Claim {
  readonly draft: UserDraft;
  readonly address: string;
}

/** Who has the addresses that the records of a dry run would write to users who do not have them yet. */
export class AddressOwners {
  readonly #settings: Settings;
  #lookUpsLeft: number;
  /** By address, as far as they were looked up. What the dry run would have written counts too. */
  readonly #owners = new Map<string, ZendeskUser | undefined>();
  readonly #given: GivenExternalIds;
  /** Users who would get another external id, because a record with that id has their address. */
  readonly #byNewExternalId = new Map<string, ZendeskUser>();
  /** The address that a row would give to an existing user. */
  readonly #added = new WeakMap<Row, string>();

  constructor(settings: Settings, given: GivenExternalIds, mostLookUps = MAX_LOOK_UPS) {
    this.#settings = settings;
    this.#given = given;
    this.#lookUpsLeft = mostLookUps;
  }

  /** What becomes of the rows whose address may be another user's, and of those that name a user by a new external id. */
  async foresee(
    drafts: readonly UserDraft[],
    context: ForesightContext,
  ): Promise<ReadonlyMap<Row, Foreseen<ZendeskUser>>> {
    await this.#lookUp(
      drafts.flatMap((draft) => this.#claimOf(this.#known(draft), context.mode)),
      context,
    );
    const foreseen = new Map<Row, Foreseen<ZendeskUser>>();
    for (const draft of drafts) {
      // The rows before may have changed external ids.
      const known = this.#known(draft);
      if (known.held !== draft.held) foreseen.set(draft.row, { draft: known });
      for (const claim of this.#claimOf(known, context.mode)) foreseen.set(draft.row, this.#foresee(claim, context));
    }
    return this.#withOrganizations(foreseen, context);
  }

  /** The row is rejected, so its user does not get the address. */
  takeBack(row: Row): void {
    const address = this.#added.get(row);
    if (address !== undefined) this.#owners.set(address, undefined);
  }

  /** With the user who has the row's external id by now. */
  #known(draft: UserDraft): UserDraft {
    const { column, value } = draft.row.key;
    const key = column === "external_id" ? foldedKey(value) : undefined;
    const givenTo = key === undefined ? undefined : this.#given.ownerOf(key);
    if (key === undefined || givenTo === undefined || (draft.held && !isReal(draft.held))) return draft;
    return { ...draft, held: givenTo === null ? undefined : (this.#byNewExternalId.get(key) ?? draft.held) };
  }

  /** Empty if the row writes no address that its user does not have, or is rejected anyway. */
  #claimOf(draft: UserDraft, mode: WriteMode): readonly Claim[] {
    const { held: user, row, values } = draft;
    const address = foldedKey(values["email"]);
    if (address === undefined || row.key.column === "email") return [];
    const isKept = foldedKey(user?.email) === address || (this.#settings.email_change === "ignore" && user?.email);
    return isKept || isRejectedAnyway(draft, mode) ? [] : [{ draft, address }];
  }

  /** Changed addresses come first: Zendesk refuses those that another user has. */
  async #lookUp(claims: readonly Claim[], context: ForesightContext): Promise<void> {
    const open = claims.filter(
      ({ address }) => !this.#owners.has(address) && context.imagined(identityOf("email", address)) === undefined,
    );
    const [changed, added] = [open.filter(({ draft }) => draft.held), open.filter(({ draft }) => !draft.held)];
    const addresses = [...new Set([...changed, ...added].map(({ address }) => address))].slice(0, this.#lookUpsLeft);
    if (addresses.length === 0) return;
    this.#lookUpsLeft -= addresses.length;
    const found = await unlessRefused(keyNamed(USERS, "email").find(addresses, context), isRefusedLookUp);
    if (!found) return;
    for (const address of addresses) this.#owners.set(address, onlyFound(found.get(address)));
  }

  #foresee(claim: Claim, context: ForesightContext): Foreseen<ZendeskUser> {
    const { address, draft } = claim;
    const { held: user } = draft;
    const imagined = foreseeImagined({ column: "email", value: address }, draft, context);
    if (imagined) return imagined;
    const owner = this.#owners.get(address);
    if (!this.#owners.has(address) || (owner && isDeleted(owner, context))) return { draft, hasUncheckedKey: true };
    // Later records must not get it too.
    if (!owner && user && isReal(user)) {
      this.#owners.set(address, user);
      this.#added.set(draft.row, address);
    }
    if (!owner || owner.id === user?.id) return { draft };
    return user || context.mode === "insert"
      ? { draft, rejection: takenBy(owner, "email", draft, context) }
      : { draft: this.#ofOwner(claim, owner) };
  }

  /** Zendesk writes the record of a new external id to the user who has the address, and changes the external id. */
  #ofOwner({ address, draft }: Claim, owner: ZendeskUser): UserDraft {
    const own = this.#given.of(owner);
    const held = own === foldedKey(owner.external_id) ? owner : { ...owner, external_id: own };
    const externalId = draft.values["external_id"];
    const key = foldedKey(externalId);
    if (typeof externalId === "string" && key !== undefined) {
      const changed = { ...owner, external_id: externalId };
      this.#given.give(owner, key);
      this.#byNewExternalId.delete(foldedKey(owner.external_id) ?? "");
      this.#byNewExternalId.set(key, changed);
      this.#owners.set(address, changed);
    }
    // The user has the address already, perhaps as a secondary one.
    const isKept = this.#settings.email_change !== "make_primary";
    return { ...draft, held, values: isKept ? without(draft.values, "email") : draft.values };
  }

  /** What was found here has not been compared with the record's organizations. */
  async #withOrganizations(
    foreseen: ReadonlyMap<Row, Foreseen<ZendeskUser>>,
    context: ForesightContext,
  ): Promise<ReadonlyMap<Row, Foreseen<ZendeskUser>>> {
    const enriched = await withHeldOrganizations(
      [...foreseen.values()].map(({ draft }) => draft),
      this.#settings.organization_mode,
      { ...context, areChangesShown: true },
    );
    return new Map(enriched.map((draft) => [draft.row, { ...foreseen.get(draft.row), draft }]));
  }
}
