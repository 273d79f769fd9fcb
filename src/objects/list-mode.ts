import { z } from "zod";

/** The setting for all objects with tags. */
export const TAGS_SETTINGS = {
  tags_mode: z
    .enum(["add", "replace", "remove"])
    .default("add")
    .meta({
      title: "Tags",
      description:
        "Whether a record's tags are added to the tags in Zendesk, replace them, or are removed from them. " +
        "This also applies to organizations' domain names.",
    }),
};

/** With which the tags of a record become exactly those of its thing. */
export const RESTORING_TAGS_SETTINGS = { tags_mode: "replace" } as const;

/** Which items a list has after the write, such as the tags or domain names of an organization. Zendesk itself replaces lists. */
export type ListMode = z.output<(typeof TAGS_SETTINGS)["tags_mode"]>;
