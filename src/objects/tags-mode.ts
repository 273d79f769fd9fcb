import { z } from "zod";

/** The setting that every object with tags obeys. */
export const TAGS_SETTINGS = {
  tags_mode: z
    .enum(["add", "replace", "remove"])
    .default("add")
    .meta({
      title: "Tags",
      description:
        "Whether a record's tags are added to the tags in Zendesk, replace them, or are removed from them. " +
        "It applies to the domain names of organizations too.",
    }),
};

/** What becomes of the tags that something has: Zendesk itself can only replace them all. */
export type TagsMode = z.output<(typeof TAGS_SETTINGS)["tags_mode"]>;
