import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { showMany } from "../http/show-many.ts";

const organization = z.looseObject({
  id: z.number(),
  name: z.string(),
  external_id: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
});

/** An organization as Zendesk holds it, with all of its fields. */
export type ZendeskOrganization = z.output<typeof organization>;

const organizations = z.object({ organizations: z.array(organization) }).transform((body) => body.organizations);

/** The organizations with these ids or external ids, 100 per request, without unknown ones. */
export function showManyOrganizations(
  client: ZendeskClient,
  parameter: "ids" | "external_ids",
  values: readonly string[],
  signal: AbortSignal,
): Promise<readonly ZendeskOrganization[]> {
  const path = "/api/v2/organizations/show_many.json";
  return showMany(client, { path, parameter, values, answer: organizations, signal });
}

/** Organizations that Zendesk finds by one name or external id; some may only resemble it. */
export async function searchOrganizations(
  client: ZendeskClient,
  key: "name" | "external_id",
  value: string,
  signal: AbortSignal,
): Promise<readonly ZendeskOrganization[]> {
  const { body } = await client.request({
    method: "GET",
    path: "/api/v2/organizations/search.json",
    query: { [key]: value },
    answer: organizations,
    signal,
  });
  return body;
}
