import { z } from "zod";
import { s3Storage } from "./s3-storage-setting.ts";

const STORAGE_TYPE = { title: "Storage Type", description: "Where rejected records are stored.", order: 0 };

const none = z
  .strictObject({ storage_type: z.literal("None").meta(STORAGE_TYPE) })
  .meta({ title: "None", description: "Rejected records are counted by reason and not stored." });

const local = z
  .strictObject({
    storage_type: z.literal("Local").meta(STORAGE_TYPE),
    path: z.string().min(1).meta({
      title: "Folder",
      description: "A folder that outlives the connector. In a container it must be on a mounted volume.",
      order: 1,
    }),
  })
  .meta({ title: "Local Folder", description: "Rejected records are written to files, each with the reason." });

/** Airbyte's name for where a destination keeps rejected records, so that its platform finds it. */
export const rejectStorageSetting = z.discriminatedUnion("storage_type", [none, local, s3Storage]).meta({
  title: "Rejected Records",
  description: "Where records that could not be written are stored, each with the reason.",
});

export type RejectStorageSetting = z.output<typeof rejectStorageSetting>;
