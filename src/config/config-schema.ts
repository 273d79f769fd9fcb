import { z } from "zod";
import { accountSettings } from "./account-settings.ts";
import { paceSettings } from "./pace-settings.ts";
import { rejectSettings } from "./reject-settings.ts";
import { streamSettings } from "./stream-settings.ts";
import { valueSettings } from "./value-settings.ts";

/** Everything that can be set; `spec.json` is generated from it. */
export const configSchema = z.strictObject({
  ...accountSettings,
  ...streamSettings,
  ...rejectSettings,
  ...valueSettings,
  ...paceSettings,
});

/**
 * The cards of Airbyte's form. It puts optional settings of a card that are neither a choice of forms nor `always_show`
 * into a collapsed section.
 */
export const SETTING_GROUPS = [
  { id: "account", title: "Zendesk account", settings: accountSettings },
  { id: "streams", title: "Streams and fields", settings: streamSettings },
  { id: "rejects", title: "Rejected records", settings: rejectSettings },
  { id: "values", title: "How values are written", settings: valueSettings },
  { id: "pace", title: "Speed and limits", settings: paceSettings },
] as const;
