import { z } from "zod";
import type { TagsMode } from "../tags-mode.ts";

/** Settings about how tickets are created. */
export const TICKET_VALUE_SETTINGS = {
  tickets_create: z.enum(["import", "live"]).default("import").meta({
    title: "New Tickets",
    description:
      '"import": new tickets are imported. They may have a past, and no trigger runs and no mail is sent. Only admins may import. "live": new tickets are created as if an agent made them, so triggers run and mails are sent.',
  }),
  archive_immediately: z.boolean().default(false).meta({
    title: "Archive Imported Tickets",
    description:
      "When on, imported tickets that are closed go to the archive at once. Zendesk advises this from 750,000 tickets.",
  }),
};

const settings = z.object(TICKET_VALUE_SETTINGS);

export type TicketsSettings = Readonly<z.output<typeof settings>> & { readonly tags_mode: TagsMode };
