import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type ConfiguredStream, type RecordData, USERS, record, streamState } from "../input/airbyte-messages.ts";
import { rejectedIn } from "./rejected-records.ts";
import { requestsTo, usersOf } from "../account/simulated-account.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { syncOnVirtualTime } from "./virtual-time.ts";

export type Settings = Readonly<Record<string, unknown>>;

export const DROPPING: Settings = { on_invalid_value: "drop_value" };

/** A sync of these records into an empty account that keeps rejected records, and its results. */
export async function syncUsers(
  records: readonly RecordData[],
  settings: Settings = {},
  stream: ConfiguredStream = USERS,
) {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  const folder = temporaryFolder();
  const end = await syncOnVirtualTime({
    simulator,
    streams: [stream],
    settings: { object_storage_config: { storage_type: "Local", path: folder }, ...settings },
    input: [...records.map((data) => record(data, stream)), streamState(1, stream)],
  });
  const users = usersOf(simulator, end.endedAt);
  return { ...end, users, requests: requestsTo(simulator, end.endedAt), rejects: rejectedIn(folder) };
}

/** A user with these custom fields, as flat columns. */
export function userWith(fields: RecordData): RecordData {
  const columns = Object.entries(fields).map(([key, value]) => [`user_fields.${key}`, value]);
  return { external_id: "1", name: "Somebody", ...Object.fromEntries(columns) };
}
