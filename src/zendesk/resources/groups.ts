import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { pageMeta, readPages } from "../http/pages.ts";

const group = z.looseObject({ id: z.number(), name: z.string() });

export type ZendeskGroup = z.output<typeof group>;

const groups = z.object({ groups: z.array(group), meta: pageMeta });
/** Accounts have at most a few thousand groups. */
const MAX_PAGES = 500;

/** All groups of agents. */
export async function listGroups(client: ZendeskClient, signal: AbortSignal): Promise<readonly ZendeskGroup[]> {
  const found: ZendeskGroup[] = [];
  const list = { path: "/api/v2/groups.json", answer: groups, maxPages: MAX_PAGES, signal };
  for await (const page of readPages(client, list)) found.push(...page.groups);
  return found;
}
