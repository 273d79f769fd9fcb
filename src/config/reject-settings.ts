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
  change_log: z.boolean().default(false).meta({
    title: "Change Log",
    description:
      "When on, the fields that each record changes are stored where rejected records are stored, with their values before and after, so that the sync can be undone. The connector first reads the current values from Zendesk, 100 records per request. Records matched by an email address or a name take a request each.",
    always_show: true,
  }),
};
