import { z } from "zod";
import type { ListMode } from "../list-mode.ts";

/** Settings about how tickets are created. */
export const TICKET_VALUE_SETTINGS = {
  tickets_create: z.enum(["import", "live"]).default("import").meta({
    title: "New Tickets",
    description:
      '"import": new tickets are imported with their history (comments and timestamps). No triggers run and no emails are sent. Only admins can import tickets. "live": new tickets are created as if by an agent, so triggers run and emails are sent.',
  }),
  archive_immediately: z.boolean().default(false).meta({
    title: "Archive Imported Tickets",
    description:
      "When on, closed tickets are archived as soon as they are imported. Zendesk recommends this for imports of 750,000 tickets or more.",
  }),
};

const settings = z.object(TICKET_VALUE_SETTINGS);

export type TicketsSettings = Readonly<z.output<typeof settings>> & { readonly tags_mode: ListMode };
