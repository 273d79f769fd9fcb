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

/** Who the credentials are. `id` is null for the anonymous user, whom Zendesk answers for with 200. */
export async function readMe(client: ZendeskClient): Promise<AuthenticatedUser> {
  const { body } = await client.request({ method: "GET", path: "/api/v2/users/me.json", answer: me });
  return body.user;
}
