import { z } from "zod";
import { OBJECT_NAMES } from "../objects/registry.ts";
import { streamSetting } from "./stream-setting.ts";

/** What is written where, and whether anything is written at all. */
export const streamSettings = {
  streams: z
    .array(streamSetting)
    .default([])
    .meta({
      title: "Streams",
      description:
        "Which Zendesk object each stream is written to, and which columns are written to which fields. A stream with the name of an " +
        `object, such as "${OBJECT_NAMES[0]}", needs no entry if its columns have the names of Zendesk's fields.`,
      always_show: true,
    }),
  dry_run: z.boolean().default(false).meta({
    title: "Dry Run",
    description:
      "When on, nothing is written to Zendesk and no state is returned. The log says how many records would be created, updated, left unchanged, deleted and rejected.",
    always_show: true,
  }),
};
