import { z } from "zod";
import { credentialsSetting } from "./credentials-setting.ts";

/** Which account is written to, and how the connector signs in. */
export const accountSettings = {
  subdomain: z
    .string()
    .min(1)
    .meta({
      title: "Subdomain",
      description: 'The first part of your Zendesk address: "acme" for acme.zendesk.com.',
      examples: ["acme"],
    }),
  credentials: credentialsSetting.optional(),
  email: z.string().min(1).optional().meta({
    title: "Email (Short Form)",
    description: "The email address for the API token, in configs without credentials.",
    airbyte_hidden: true,
  }),
  api_token: z.string().min(1).optional().meta({
    title: "API Token (Short Form)",
    description: "The API token, in configs without credentials.",
    airbyte_secret: true,
    airbyte_hidden: true,
  }),
};
