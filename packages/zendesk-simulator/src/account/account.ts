import type { AccountOptions } from "./account-options.ts";
import { CustomObjectStore } from "../custom-objects/custom-object-store.ts";
import { Memberships } from "../organizations/memberships.ts";
import { type Organization, OrganizationStore } from "../organizations/organization-store.ts";
import { defaultOrganizationFields, defaultTicketFields, defaultUserFields } from "../fields/default-fields.ts";
import { FieldSet } from "../fields/field-set.ts";
import { TicketFields } from "../fields/ticket-fields.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { SearchIndex } from "../records/search-index.ts";
import { BusinessRules } from "../tickets/business-rules.ts";
import { TicketLimits } from "../tickets/ticket-limits.ts";
import { DEFAULT_CUSTOM_STATUSES, DEFAULT_GROUPS } from "../tickets/ticket-settings.ts";
import { TicketStore } from "../tickets/ticket-store.ts";
import { mergeUsers } from "../users/merge-users.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { UserStore } from "../users/user-store.ts";
import { AccountCredentials } from "./credentials.ts";
import { IdempotencyKeys } from "./idempotency-keys.ts";
import { JobQueue } from "./jobs.ts";
import { defaultLocales } from "./locales.ts";
import { RateWindow } from "./rate-window.ts";
import { WriteLimits } from "./write-limits.ts";

/** Everything one Zendesk account remembers. */
export class Account {
  readonly options: AccountOptions;
  readonly credentials: AccountCredentials;
  readonly rateWindow: RateWindow;
  readonly writeLimits: WriteLimits;
  readonly jobs: JobQueue;
  /** What searches see, which may lag. */
  readonly userIndex: SearchIndex<StoredUser>;
  readonly organizationIndex: SearchIndex<Organization>;
  readonly users = new UserStore((user, nowMs) => {
    this.userIndex.note(user, nowMs);
    this.options.onTouched?.("users", user);
  });
  readonly organizations = new OrganizationStore((organization, nowMs) => {
    this.organizationIndex.note(organization, nowMs);
    this.options.onTouched?.("organizations", organization);
  });
  readonly memberships = new Memberships();
  readonly userFields = new FieldSet("user_fields", 6_205_000_000_026, defaultUserFields);
  readonly organizationFields = new FieldSet("organization_fields", 6_205_500_000_026, defaultOrganizationFields);
  readonly tickets = new TicketStore((ticket) => this.options.onTouched?.("tickets", ticket));
  readonly ticketFields = new TicketFields(defaultTicketFields);
  readonly ticketLimits: TicketLimits;
  readonly customStatuses = DEFAULT_CUSTOM_STATUSES;
  readonly groups = DEFAULT_GROUPS;
  readonly businessRules = new BusinessRules();
  readonly idempotencyKeys = new IdempotencyKeys();
  readonly customObjects: CustomObjectStore;
  readonly locales = defaultLocales;
  readonly validatePhoneNumbers: boolean;
  /** The user who owns the account: never deleted. */
  readonly owner: StoredUser;

  constructor(options: AccountOptions) {
    this.options = options;
    this.userIndex = new SearchIndex(options.searchDelaySeconds);
    this.organizationIndex = new SearchIndex(options.searchDelaySeconds);
    this.customObjects = new CustomObjectStore(options);
    this.validatePhoneNumbers = options.validatePhoneNumbers;
    this.credentials = new AccountCredentials(options);
    this.rateWindow = new RateWindow(options);
    this.writeLimits = new WriteLimits(options);
    this.ticketLimits = new TicketLimits(options);
    this.jobs = new JobQueue(options);
    this.owner = this.users.create("Ada Admin", options.role, Date.UTC(2024, 0, 15, 9));
    this.users.addIdentity(this.owner, "email", this.credentials.credentials.email, true);
    this.users.touch(this.owner, this.owner.createdAt);
  }

  /**
   * Throws InvalidRecord for the account's owner, and for the requester of a ticket that is not closed. Zendesk's text
   * for the latter is unknown, so clients cannot rely on this one.
   */
  deleteUser(user: StoredUser, nowMs: number): void {
    const isOwner = user === this.owner;
    if (isOwner) throw new InvalidRecord("base", "PermissionDenied", "The account owner cannot be deleted");
    if (this.tickets.requestedBy(user.id).some(({ status }) => status !== "closed")) {
      throw new InvalidRecord("base", "RecordInvalid", "The user cannot be deleted");
    }
    this.users.delete(user, nowMs, { keepsKeys: this.options.keepsKeysOfDeletedUsers });
  }

  /** The loser's tickets get the winner as their requester. Throws InvalidRecord for users that cannot be merged. */
  mergeUsers(loser: StoredUser, winner: StoredUser, nowMs: number): void {
    mergeUsers(this.users, loser, winner, nowMs);
    for (const ticket of this.tickets.requestedBy(loser.id)) {
      this.tickets.write(ticket, { ...ticket, requesterId: winner.id });
    }
  }

  /** Ends its memberships, even a user's default one, and removes it from tickets. */
  deleteOrganization(organization: Organization, nowMs: number): void {
    for (const user of this.memberships.endAllOf(organization.id)) this.users.touch(user, nowMs);
    for (const ticket of this.tickets.all()) {
      if (ticket.organizationId === organization.id) this.tickets.write(ticket, { ...ticket, organizationId: null });
    }
    this.organizations.delete(organization, nowMs);
  }
}
