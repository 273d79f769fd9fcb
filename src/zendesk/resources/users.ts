import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { isNotFound } from "../http/errors.ts";
import { pageMeta, readPages } from "../http/pages.ts";
import { showMany } from "../http/show-many.ts";

const user = z.looseObject({
  id: z.number(),
  role: z.string().nullish(),
  active: z.boolean().nullish(),
  email: z.string().nullish(),
  external_id: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  organization_id: z.number().nullish(),
  user_fields: z.record(z.string(), z.unknown()).nullish(),
});

/** A user as Zendesk holds it, with all of its fields. */
export type ZendeskUser = z.output<typeof user>;

const users = z.object({ users: z.array(user) }).transform((body) => body.users);

/** The users with these ids or external ids, 100 per request, without unknown and deleted ones. */
export function showManyUsers(
  client: ZendeskClient,
  parameter: "ids" | "external_ids",
  values: readonly string[],
  signal: AbortSignal,
): Promise<readonly ZendeskUser[]> {
  return showMany(client, { path: "/api/v2/users/show_many.json", parameter, values, answer: users, signal });
}

/** Likewise, but only users who are deleted or merged. Keys of some of them may be free again, and another user's. */
export async function showInactiveUsers(
  client: ZendeskClient,
  parameter: "ids" | "external_ids",
  values: readonly string[],
  signal: AbortSignal,
): Promise<readonly ZendeskUser[]> {
  const list = { path: "/api/v2/users/show_many.json", query: { include_deleted: "true" }, answer: users };
  const listed = await showMany(client, { ...list, parameter, values, signal });
  return listed.filter(({ active }) => active === false);
}

/**
 * Users that Zendesk's search index has for an address or external id. Some may only resemble it, and new users are
 * missing for a few minutes.
 */
export async function searchUsers(
  client: ZendeskClient,
  key: "email" | "external_id",
  value: string,
  signal: AbortSignal,
): Promise<readonly ZendeskUser[]> {
  const { body } = await client.request({
    method: "GET",
    path: "/api/v2/users/search.json",
    query: key === "email" ? { query: `email:${value}` } : { external_id: value },
    answer: users,
    signal,
  });
  return body;
}

const identities = z.object({
  identities: z.array(
    z.object({ id: z.number(), type: z.string(), value: z.string(), primary: z.boolean().nullish() }),
  ),
  meta: pageMeta,
});
/** A user who often changes the address has many; 100 per page. */
const MAX_IDENTITY_PAGES = 100;

type Identity = z.output<typeof identities>["identities"][number];

async function findAddress(
  client: ZendeskClient,
  userId: number,
  email: string,
  signal: AbortSignal,
): Promise<Identity | undefined> {
  const path = `/api/v2/users/${userId}/identities.json`;
  for await (const page of readPages(client, { path, answer: identities, maxPages: MAX_IDENTITY_PAGES, signal })) {
    const found = page.identities.find(
      ({ type, value }) => type === "email" && value.toLowerCase() === email.toLowerCase(),
    );
    if (found) return found;
  }
  return undefined;
}

/** Whether the address is one of the user's, primary or not. False if the user is gone. */
export async function hasAddress(
  client: ZendeskClient,
  userId: number,
  email: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return (await findAddress(client, userId, email, signal)) !== undefined;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** Makes an address that the user already has the primary one. False if the user does not have it. */
export async function makeEmailPrimary(
  client: ZendeskClient,
  userId: number,
  email: string,
  signal: AbortSignal,
): Promise<boolean> {
  const wanted = await findAddress(client, userId, email, signal);
  if (!wanted) return false;
  if (wanted.primary === true) return true;
  const path = `/api/v2/users/${userId}/identities/${wanted.id}/make_primary.json`;
  await client.request({ method: "PUT", path, answer: identities, signal });
  return true;
}
