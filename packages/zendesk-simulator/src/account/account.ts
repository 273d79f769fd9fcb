import type { AccountOptions } from "./account-options.ts";
import { Memberships } from "../organizations/memberships.ts";
import { OrganizationStore } from "../organizations/organization-store.ts";
import { defaultUserFields, type UserField } from "../users/user-field.ts";
import { SearchIndex } from "../users/search-index.ts";
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
  readonly searchIndex: SearchIndex;
  readonly users = new UserStore((user, nowMs) => this.searchIndex.note(user, nowMs));
  readonly organizations = new OrganizationStore();
  readonly memberships = new Memberships();
  readonly locales = defaultLocales;
  readonly validatePhoneNumbers: boolean;
  /** The user who owns the account: never deleted. */
  readonly ownerId: number;
  #userFields: readonly UserField[] = [];
  #fieldsByKey: ReadonlyMap<string, UserField> = new Map();

  constructor(options: AccountOptions) {
    this.options = options;
    this.searchIndex = new SearchIndex(options.searchDelaySeconds);
    this.validatePhoneNumbers = options.validatePhoneNumbers;
    this.credentials = new AccountCredentials(options);
    this.rateWindow = new RateWindow(options);
    this.writeLimits = new WriteLimits(options);
    this.jobs = new JobQueue(options);
    this.userFields = defaultUserFields;
    const owner = this.users.create("Ada Admin", options.role, Date.UTC(2024, 0, 15, 9));
    this.users.addIdentity(owner, "email", this.credentials.credentials.email, true);
    this.users.touch(owner, owner.createdAt);
    this.ownerId = owner.id;
  }

  deleteUser(user: StoredUser, nowMs: number): void {
    this.users.delete(user, nowMs, { keepsKeys: this.options.deletedUsersKeepKeys });
  }

  get userFields(): readonly UserField[] {
    return this.#userFields;
  }

  set userFields(fields: readonly UserField[]) {
    this.#userFields = fields;
    this.#fieldsByKey = new Map(fields.map((field) => [field.key, field]));
  }

  get fieldsByKey(): ReadonlyMap<string, UserField> {
    return this.#fieldsByKey;
  }
}
