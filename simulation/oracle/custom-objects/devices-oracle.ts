import { DEVICE_FIELDS } from "../../scenario/custom-objects/device-object.ts";
import { deviceField } from "../../scenario/custom-objects/draw-device-values.ts";
import { serialIn } from "../../scenario/draw-people.ts";
import { sortedByName } from "../comparable-values.ts";
import { isObject } from "../named-keys.ts";
import type { Account, ObjectOracle, UnknowableKeys } from "../object-oracle.ts";
import { WHEN_DISTURBED } from "../when-disturbed.ts";
import { keysOfDeviceRecord, keysOfStoredDevice } from "./device-keys.ts";
import { type StoredDevice, devicesIn, devicesOfRecord } from "./held-devices.ts";
import { deviceKeysInRequest, keysOfDeviceId } from "./named-device-keys.ts";
import { ReferenceDevices } from "./reference-devices.ts";

export const DEVICES_ORACLE: ObjectOracle = {
  jobType: /custom object/i,
  serialOfRow: ({ [DEVICE_FIELDS]: fields }) => (isObject(fields) ? serialIn(fields["notes"]) : undefined),
  keysInRequest: deviceKeysInRequest,
  keysIn: keysOfDeviceRecord,
  namedIn: ({ user: { [deviceField("owner")]: owner } }) =>
    typeof owner === "string" ? [owner.replace(/^external_id:/, "").toLowerCase()] : [],
  keysOfId: keysOfDeviceId,
  heldBy: (record, account) =>
    devicesOfRecord(record, account).map(({ values }) => ({ lastWriter: serialIn(values["notes"]) })),
  // One job writes everything.
  hasFollowUp: () => false,
  ownReasons: ["too_large"],
  whenDisturbed: WHEN_DISTURBED,
  whenChangedByOthers: {
    upsert: { effects: ["created", "updated"], reasons: ["missing_required_field", "duplicate_value"] },
    // A record without a name cannot create again what others have deleted.
    insert: { effects: ["created"], reasons: ["already_exists", "duplicate_value", "missing_required_field"] },
    update: { effects: ["updated"], reasons: ["not_found", "duplicate_value"] },
    delete: { effects: ["deleted", "unchanged"], reasons: [] },
  },
  reference: (client, outcomes) => new ReferenceDevices(client, outcomes),
  comparable: comparableDevices,
};

function comparableDevices(account: Account, { excusedKeys }: UnknowableKeys): ReadonlySet<string> {
  const comparable = [...devicesIn(account).all()].filter(
    (each) => !keysOfStoredDevice(each).some((key) => excusedKeys.has(key)),
  );
  return new Set(comparable.map((device) => comparableText(device, account)));
}

/** Accounts give their users different ids. */
function comparableText({ externalId, name, values }: StoredDevice, { users }: Account): string {
  const { owner, ...others } = values;
  return JSON.stringify({
    name,
    externalId,
    owner: typeof owner === "string" ? users.byId(Number(owner))?.externalId : owner,
    values: sortedByName(others),
  });
}
