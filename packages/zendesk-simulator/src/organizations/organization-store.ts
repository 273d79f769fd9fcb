import { IdSequence } from "../account/id-sequence.ts";
import type { StoredValues } from "../records/stored-values.ts";

/** An organization as the account keeps it. */
export interface Organization {
  readonly id: number;
  readonly createdAt: number;
  updatedAt: number;
  /** False once deleted. */
  active: boolean;
  name: string;
  externalId: string | null;
  tags: readonly string[];
  /** By key of the custom field; only what is set. */
  fields: StoredValues;
  /** The other writable attributes (`details`, `domain_names`, …); only what is set. */
  attributes: StoredValues;
}

/** The account's organizations by id, name and external id; the latter two are compared without case. */
export class OrganizationStore {
  readonly #ids = new IdSequence(6_164_110_560_282);
  readonly #onChange: (organization: Organization, nowMs: number) => void;
  readonly #organizations = new Map<number, Organization>();
  readonly #deleted = new Map<number, Organization>();
  readonly #byName = new Map<string, Organization>();
  readonly #byExternalId = new Map<string, Organization>();

  constructor(onChange: (organization: Organization, nowMs: number) => void) {
    this.#onChange = onChange;
  }

  /** The name and the external id must be free. */
  create(name: string, externalId: string | null, nowMs: number): Organization {
    const organization: Organization = {
      id: this.#ids.take(),
      createdAt: nowMs,
      updatedAt: nowMs,
      active: true,
      name: "",
      externalId: null,
      tags: [],
      fields: {},
      attributes: {},
    };
    this.#organizations.set(organization.id, organization);
    this.rename(organization, name);
    this.setExternalId(organization, externalId);
    this.touch(organization, nowMs);
    return organization;
  }

  byId(id: number): Organization | undefined {
    return this.#organizations.get(id);
  }

  /** Includes deleted ones. */
  formerById(id: number): Organization | undefined {
    return this.#organizations.get(id) ?? this.#deleted.get(id);
  }

  byName(name: string): Organization | undefined {
    return this.#byName.get(nameKey(name));
  }

  byExternalId(externalId: string): Organization | undefined {
    return this.#byExternalId.get(externalId.toLowerCase());
  }

  all(): Iterable<Organization> {
    return this.#organizations.values();
  }

  *withDeleted(): Generator<Organization> {
    yield* this.#organizations.values();
    yield* this.#deleted.values();
  }

  rename(organization: Organization, name: string): void {
    this.#byName.delete(nameKey(organization.name));
    organization.name = name.trim();
    this.#byName.set(nameKey(name), organization);
  }

  setExternalId(organization: Organization, externalId: string | null): void {
    if (organization.externalId !== null) this.#byExternalId.delete(organization.externalId.toLowerCase());
    organization.externalId = externalId;
    if (externalId !== null) this.#byExternalId.set(externalId.toLowerCase(), organization);
  }

  /** Call it after each change of an organization. */
  touch(organization: Organization, nowMs: number): void {
    organization.updatedAt = nowMs;
    this.#onChange(organization, nowMs);
  }

  /** Its name and its external id become free. */
  delete(organization: Organization, nowMs: number): void {
    organization.active = false;
    this.#organizations.delete(organization.id);
    this.#deleted.set(organization.id, organization);
    this.#byName.delete(nameKey(organization.name));
    if (organization.externalId !== null) this.#byExternalId.delete(organization.externalId.toLowerCase());
    this.touch(organization, nowMs);
  }
}

/** Names that differ only in case, or in blanks around them, are the same. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}
