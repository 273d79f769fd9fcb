import type { AccountOptions } from "./account-options.ts";
import { Memberships } from "../organizations/memberships.ts";
import { type Organization, OrganizationStore } from "../organizations/organization-store.ts";
import { defaultOrganizationFields, defaultUserFields } from "../fields/default-fields.ts";
import { FieldSet } from "../fields/field-set.ts";
import { SearchIndex } from "../records/search-index.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { UserStore } from "../users/user-store.ts";
import { AccountCredentials } from "./credentials.ts";
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
  readonly users = new UserStore((user, nowMs) => this.userIndex.note(user, nowMs));
  readonly organizations = new OrganizationStore((organization, nowMs) => {
    this.organizationIndex.note(organization, nowMs);
  });
  readonly memberships = new Memberships();
  readonly userFields = new FieldSet("user_fields", 6_205_000_000_026, defaultUserFields);
  readonly organizationFields = new FieldSet("organization_fields", 6_205_500_000_026, defaultOrganizationFields);
  readonly locales = defaultLocales;
  readonly validatePhoneNumbers: boolean;
  /** The user who owns the account: never deleted. */
  readonly ownerId: number;

  constructor(options: AccountOptions) {
    this.options = options;
    this.userIndex = new SearchIndex(options.searchDelaySeconds);
    this.organizationIndex = new SearchIndex(options.searchDelaySeconds);
    this.validatePhoneNumbers = options.validatePhoneNumbers;
    this.credentials = new AccountCredentials(options);
    this.rateWindow = new RateWindow(options);
    this.writeLimits = new WriteLimits(options);
    this.jobs = new JobQueue(options);
    const owner = this.users.create("Ada Admin", options.role, Date.UTC(2024, 0, 15, 9));
    this.users.addIdentity(owner, "email", this.credentials.credentials.email, true);
    this.users.touch(owner, owner.createdAt);
    this.ownerId = owner.id;
  }

  deleteUser(user: StoredUser, nowMs: number): void {
    this.users.delete(user, nowMs, { keepsKeys: this.options.keepsKeysOfDeletedUsers });
  }

  /** Its memberships end, also where it is a user's default. */
  deleteOrganization(organization: Organization, nowMs: number): void {
    for (const user of this.memberships.endAllOf(organization.id)) this.users.touch(user, nowMs);
    this.organizations.delete(organization, nowMs);
  }
}
