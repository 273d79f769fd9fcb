import { z } from "zod";
import { credentialsSetting } from "./credentials-setting.ts";
import { rejectStorageSetting } from "./reject-storage-setting.ts";
import { streamSetting } from "./stream-setting.ts";

/** Everything that can be set; `spec.json` is generated from it. */
export const configSchema = z.strictObject({
  subdomain: z
    .string()
    .min(1)
    .meta({
      title: "Subdomain",
      description: 'The first part of your Zendesk address: "acme" for acme.zendesk.com.',
      examples: ["acme"],
      order: 0,
    }),
  credentials: credentialsSetting.optional(),
  email: z.string().min(1).optional().meta({
    title: "Email (Short Form)",
    description: "Short form of the API token's email, without credentials.",
    airbyte_hidden: true,
    order: 2,
  }),
  api_token: z.string().min(1).optional().meta({
    title: "API Token (Short Form)",
    description: "Short form of the API token, without credentials.",
    airbyte_secret: true,
    airbyte_hidden: true,
    order: 3,
  }),
  streams: z.array(streamSetting).default([]).meta({
    title: "Streams",
    description: "Which stream is written to which Zendesk object, and which columns to which fields.",
    order: 4,
  }),
  object_storage_config: rejectStorageSetting.default({ storage_type: "None" }).meta({
    title: "Rejected Records",
    description: "Where records that Zendesk did not take are kept, each with the reason.",
    order: 5,
  }),
  skip_verify_email: z.boolean().default(true).meta({
    title: "Skip Verification Email",
    description: "When on, Zendesk sends no verification mail to new users.",
    order: 6,
  }),
  max_records_per_second: z.int().min(1).max(100_000).default(100).meta({
    title: "Records per Second",
    description: "Pace of records, all streams together.",
    order: 7,
  }),
  rate_limit_percent: z.int().min(1).max(100).default(60).meta({
    title: "Share of the Rate Limit (%)",
    description: "Share of the account's requests per minute that this connector may use.",
    order: 8,
  }),
  max_concurrent_jobs: z.int().min(1).max(25).default(5).meta({
    title: "Concurrent Bulk Jobs",
    description: "Bulk jobs in flight at once. Zendesk allows 30 for the whole account.",
    order: 9,
  }),
});
