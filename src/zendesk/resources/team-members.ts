import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { pageMeta, readPages } from "../http/pages.ts";

const member = z.object({
  id: z.number(),
  role: z.string(),
  email: z.string().nullish(),
  external_id: z.string().nullish(),
});

/** An agent or an admin, with the keys that a record may share with them. */
export type TeamMember = z.output<typeof member>;

const answer = z.object({ users: z.array(member), meta: pageMeta });

/** 100,000 agents and admins: more than any known account has, and their keys still fit into memory. */
const MAX_PAGES = 1000;

/** The account's agents and admins, 100 per request. Secondary addresses would cost one request per person. */
export async function listTeamMembers(client: ZendeskClient, signal: AbortSignal): Promise<readonly TeamMember[]> {
  const members: TeamMember[] = [];
  const list = {
    path: "/api/v2/users.json",
    query: { "role[]": ["agent", "admin"] },
    answer,
    maxPages: MAX_PAGES,
    signal,
  };
  for await (const { users } of readPages(client, list)) {
    members.push(...users.filter(({ role }) => role !== "end-user"));
  }
  return members;
}
