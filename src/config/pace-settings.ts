import { z } from "zod";

/** How fast the connector writes, and how much of the account's limits it may use. */
export const paceSettings = {
  skip_unchanged: z.boolean().default(false).meta({
    title: "Skip Unchanged Users",
    description:
      "When on, users are read first, 100 per request, and those that already hold exactly these values are not written.",
  }),
  max_records_per_second: z.int().min(1).max(100_000).default(100).meta({
    title: "Records per Second",
    description: "Maximum number of records per second, all streams together.",
  }),
  rate_limit_percent: z.int().min(1).max(100).default(60).meta({
    title: "Share of the Rate Limit (%)",
    description: "Share of the account's requests per minute that this connector may use.",
  }),
  max_concurrent_jobs: z.int().min(1).max(25).default(10).meta({
    title: "Concurrent Bulk Jobs",
    description: "Maximum number of bulk jobs at the same time. Zendesk allows 30 for the whole account.",
  }),
  when_bulk_import_disabled: z.enum(["fall_back", "fail"]).default("fall_back").meta({
    title: "When Bulk Import Is Disabled",
    description:
      'What to do when Zendesk does not allow the account to import users in bulk, which Zendesk\'s support must enable. "fall_back": existing users are written in bulk, new ones one at a time, about one per second. "fail": the sync ends and says what to ask Zendesk\'s support.',
  }),
};
