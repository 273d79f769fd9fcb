import { z } from "zod";
import { joinAll } from "../text/join-all.ts";
import { WORDS_FOR_ADDED_LISTS, OBJECT_SETTINGS } from "../objects/registry.ts";

/** Keys that accounts use for US states, whether they exist or not. */
export const DEFAULT_US_STATE_FIELDS = ["state", "home_state", "billing_state", "shipping_state", "mailing_state"];

/** How a record's values are written. */
export const valueSettings = {
  null_handling: z
    .enum(["ignore", "clear"])
    .default("ignore")
    .meta({
      title: "Null Values",
      description:
        '"ignore": a null column leaves the field in Zendesk alone. "clear": it empties the field. Keys, names and roles are ' +
        `never emptied; ${joinAll(WORDS_FOR_ADDED_LISTS)} are emptied only in "replace" mode.`,
    }),
  ...OBJECT_SETTINGS.values,
  deleted_records: z.enum(["ignore", "soft_delete"]).default("ignore").meta({
    title: "Records Deleted at the Source",
    description:
      'What happens to records marked as deleted, in streams whose sync mode is not soft_delete. "ignore": nothing. "soft_delete": they are deleted in Zendesk, which cannot be undone. A CDC source or the column in the stream\'s "Deleted When" marks records as deleted.',
  }),
  max_deletions: z.int().min(0).default(1000).meta({
    title: "Maximum Deletions per Sync",
    description: "A sync that would delete more than this ends with an error before it deletes the next one.",
  }),
  ...OBJECT_SETTINGS.deletions,
  phone_country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("US")
    .meta({
      title: "Country of Phone Numbers",
      description: "Country of phone numbers that do not start with +.",
      pattern_descriptor: "US",
      examples: ["US", "GB"],
    }),
  us_state_fields: z.array(z.string().min(1)).default(DEFAULT_US_STATE_FIELDS).meta({
    title: "Fields That Hold a US State",
    description:
      "Keys of custom text fields that hold a US state. Zendesk gets the two-letter code, such as CA for California.",
  }),
  decimal_places: z
    .union([z.int().min(0).max(10), z.null()])
    .default(2)
    .meta({
      title: "Decimal Places",
      description:
        "Digits after the decimal point in decimal fields, out of 10 in total. Further digits are rounded. null writes decimals as received.",
    }),
};
