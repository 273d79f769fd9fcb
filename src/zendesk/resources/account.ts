import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";

const me = z.object({
  user: z.object({
    id: z.number().nullable(),
    role: z.string().nullish(),
    custom_role_id: z.number().nullish(),
  }),
});

export type AuthenticatedUser = z.output<typeof me>["user"];

/** The user of the credentials. `id` is null for the anonymous user, for whom Zendesk answers 200. */
export async function readMe(client: ZendeskClient): Promise<AuthenticatedUser> {
  const { body } = await client.request({ method: "GET", path: "/api/v2/users/me.json", answer: me });
  return body.user;
}

/** An admin lacks no right that the account itself has. */
export async function isAdmin(client: ZendeskClient): Promise<boolean> {
  const { role } = await readMe(client);
  return role === "admin";
}
