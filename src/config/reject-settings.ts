import { z } from "zod";
import { rejectStorageSetting } from "./reject-storage-setting.ts";

/** What happens to records and values that cannot be written. */
export const rejectSettings = {
  object_storage_config: rejectStorageSetting.default({ storage_type: "None" }).meta({
    title: "Rejected Records",
    description: "Where records that could not be written are stored, each with the reason.",
  }),
  on_invalid_value: z.enum(["reject_record", "drop_value"]).default("reject_record").meta({
    title: "Invalid Values",
    description:
      '"reject_record": a record with an invalid value is rejected. "drop_value": the value is dropped, and the rest of the record is written.',
    always_show: true,
  }),
};
