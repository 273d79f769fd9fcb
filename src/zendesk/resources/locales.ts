import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { ZendeskAnswerError, ZendeskHttpError } from "../http/errors.ts";

const answer = z.object({ locales: z.array(z.object({ locale: z.string() })) });

/** The languages that the account has enabled, as it writes them; undefined if Zendesk refuses to list them. */
export async function listLocales(client: ZendeskClient): Promise<readonly string[] | undefined> {
  try {
    const { body } = await client.request({ method: "GET", path: "/api/v2/locales.json", answer });
    return body.locales.map(({ locale }) => locale);
  } catch (error) {
    if (error instanceof ZendeskHttpError || error instanceof ZendeskAnswerError) return undefined;
    throw error;
  }
}
