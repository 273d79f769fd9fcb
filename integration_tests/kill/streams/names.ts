import type { ZendeskSimulator } from "zendesk-simulator";

/** The external ids of the account's users, by Zendesk's id. */
export function userNames({ account }: ZendeskSimulator): ReadonlyMap<number, string | null> {
  return new Map([...account.users.all()].map(({ id, externalId }) => [id, externalId]));
}

/** The external ids of the account's organizations, by Zendesk's id. */
export function organizationNames({ account }: ZendeskSimulator): ReadonlyMap<number, string | null> {
  return new Map([...account.organizations.all()].map(({ id, externalId }) => [id, externalId]));
}
