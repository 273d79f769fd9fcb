import { IdSequence } from "../account/id-sequence.ts";
import type { Json } from "../json.ts";

export interface Organization {
  readonly id: number;
  readonly createdAt: number;
  updatedAt: number;
  name: string;
  externalId: string | null;
  tags: readonly string[];
  /** The other writable attributes (`details`, `domain_names`, …); only what is set. */
  attributes: Readonly<Record<string, Json>>;
}

/** The account's organizations by id, name and external id; the latter two are compared without case. */
export class OrganizationStore {
  readonly #ids = new IdSequence(6_164_110_560_282);
  readonly #organizations = new Map<number, Organization>();
  readonly #byName = new Map<string, Organization>();
  readonly #byExternalId = new Map<string, Organization>();

  /** The name and the external id must be free. */
  create(name: string, externalId: string | null, nowMs: number): Organization {
    const organization: Organization = {
      id: this.#ids.take(),
      createdAt: nowMs,
      updatedAt: nowMs,
      name: "",
      externalId: null,
      tags: [],
      attributes: {},
    };
    this.#organizations.set(organization.id, organization);
    this.rename(organization, name);
    this.setExternalId(organization, externalId);
    return organization;
  }

  byId(id: number): Organization | undefined {
    return this.#organizations.get(id);
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

  delete(organization: Organization): void {
    this.#organizations.delete(organization.id);
    this.#byName.delete(nameKey(organization.name));
    if (organization.externalId !== null) this.#byExternalId.delete(organization.externalId.toLowerCase());
  }
}

function nameKey(name: string): string {
  return name.trim().toLowerCase();
}
