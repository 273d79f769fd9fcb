import { z } from "zod";
import { OBJECT_SETTINGS } from "../objects/registry.ts";

/** How fast the connector writes, and how much of the account's limits it may use. */
export const paceSettings = {
  skip_unchanged: z.boolean().default(false).meta({
    title: "Skip Unchanged Records",
    description:
      "When on, the connector first reads the current values from Zendesk, 100 records per request, and does not write records that would change nothing.",
  }),
  max_records_per_second: z.int().min(1).max(100_000).default(100).meta({
    title: "Records per Second",
    description: "Maximum number of records per second, for all streams together.",
  }),
  rate_limit_percent: z.int().min(1).max(100).default(60).meta({
    title: "Share of the Rate Limit (%)",
    description: "Share of the account's requests per minute that this connector may use.",
  }),
  max_concurrent_jobs: z.int().min(1).max(25).default(10).meta({
    title: "Concurrent Bulk Jobs",
    description: "Maximum number of concurrent bulk jobs. Zendesk allows 30 for the whole account.",
  }),
  ...OBJECT_SETTINGS.pace,
};
