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
  dry_run: z.boolean().default(false).meta({
    title: "Dry Run",
    description:
      "When on, nothing is written to Zendesk and no state is returned: the log tells how many records would be created, updated, unchanged, deleted and rejected.",
    order: 6,
  }),
  skip_unchanged: z.boolean().default(false).meta({
    title: "Skip Unchanged",
    description: "When on, users that already hold exactly these values are read, 100 a request, and not written.",
    order: 7,
  }),
  on_invalid_value: z.enum(["reject_record", "drop_value"]).default("reject_record").meta({
    title: "On an Invalid Value",
    description: "Reject the record, or drop the value and write the rest of the record.",
    order: 8,
  }),
  null_handling: z.enum(["ignore", "clear"]).default("ignore").meta({
    title: "Nulls",
    description:
      "Whether a null column leaves the field in Zendesk alone, or empties it. Keys, names and roles are never emptied, tags and organizations only when they are replaced.",
    order: 9,
  }),
  deleted_records: z.enum(["ignore", "soft_delete"]).default("ignore").meta({
    title: "Records Deleted at the Source",
    description:
      "What a record that a CDC source marks as deleted does: nothing, or delete the user in Zendesk, which nobody can undo. Agents and admins are never deleted.",
    order: 10,
  }),
  tags_mode: z.enum(["add", "replace", "remove"]).default("add").meta({
    title: "Tags",
    description: "Whether a record's tags are added to the user's, replace them, or are removed from them.",
    order: 11,
  }),
  organization_mode: z.enum(["add", "replace"]).default("add").meta({
    title: "Organizations",
    description: "Whether a record's organization is added to the user's, or ends all other memberships.",
    order: 12,
  }),
  email_change: z.enum(["add_secondary", "make_primary", "ignore"]).default("add_secondary").meta({
    title: "Changed Email Addresses",
    description:
      "Whether a new address of a user found by another key becomes a secondary address, the primary one (two more requests), or is left out.",
    order: 13,
  }),
  skip_verify_email: z.boolean().default(true).meta({
    title: "Skip Verification Email",
    description: "When on, Zendesk sends no verification mail to new users.",
    order: 14,
  }),
  allow_roles: z.boolean().default(false).meta({
    title: "Write Roles",
    description:
      "When on, the columns role, custom_role_id, ticket_restriction, default_group_id and suspended are written. They change rights and can use up paid seats.",
    order: 15,
  }),
  phone_country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("US")
    .meta({
      title: "Country of Phone Numbers",
      description: "Two-letter code of the country of numbers that are written without +.",
      order: 16,
    }),
  us_state_fields: z
    .array(z.string().min(1))
    .default(["state", "home_state", "billing_state", "shipping_state", "mailing_state"])
    .meta({
      title: "Fields That Hold a US State",
      description: "Keys of custom text fields in which Zendesk gets a state's two-letter code.",
      order: 17,
    }),
  decimal_places: z.int().min(0).max(10).default(2).meta({
    title: "Decimal Places",
    description: "Digits after the point in decimal fields; with those before it they are 10 in all.",
    order: 18,
  }),
  max_records_per_second: z.int().min(1).max(100_000).default(100).meta({
    title: "Records per Second",
    description: "Pace of records, all streams together.",
    order: 19,
  }),
  rate_limit_percent: z.int().min(1).max(100).default(60).meta({
    title: "Share of the Rate Limit (%)",
    description: "Share of the account's requests per minute that this connector may use.",
    order: 20,
  }),
  max_concurrent_jobs: z.int().min(1).max(25).default(5).meta({
    title: "Concurrent Bulk Jobs",
    description: "Bulk jobs in flight at once. Zendesk allows 30 for the whole account.",
    order: 21,
  }),
  when_bulk_import_disabled: z.enum(["fall_back", "fail"]).default("fall_back").meta({
    title: "Without Permission to Import in Bulk",
    description:
      "What to do when Zendesk does not permit the account the bulk import of users, which its support must enable: write existing users in bulk and new ones one at a time, about one a second, or fail with what to ask of Zendesk's support.",
    order: 22,
  }),
});
