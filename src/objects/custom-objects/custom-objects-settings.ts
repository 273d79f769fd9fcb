import { z } from "zod";

/** Settings about custom objects. */
export const CUSTOM_OBJECT_SETTINGS = {
  delete_children: z.boolean().default(false).meta({
    title: "Delete Child Records",
    description:
      "Zendesk deletes the children of a deleted custom object record too. They do not count against the maximum of deletions. Unless this is on, a stream that deletes records of an object with children is a config error.",
  }),
};

export interface CustomObjectsSettings {
  readonly delete_children: z.output<(typeof CUSTOM_OBJECT_SETTINGS)["delete_children"]>;
}
