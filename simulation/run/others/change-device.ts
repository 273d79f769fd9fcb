import type { ZendeskSimulator } from "zendesk-simulator";
import { deviceKey } from "../../oracle/custom-objects/device-keys.ts";
import { type StoredDevice, devicesIn, devicesOfRecord } from "../../oracle/custom-objects/held-devices.ts";
import { DEVICE_OBJECT } from "../../scenario/custom-objects/device-object.ts";
import { VALUE_MARK } from "../../scenario/value-mark.ts";
import type { AccountOfOthers } from "./account-of-others.ts";
import type { Change } from "./change-user.ts";
import { type Thing, noteChange, noteKey } from "./things-to-change.ts";

const OBJECT = { object: DEVICE_OBJECT.key };

/** Whether there was something to change. */
export function changeDevice(change: Change, accounts: AccountOfOthers): boolean {
  const { action, now, number, thing } = change;
  const { simulator } = accounts;
  if (action === "create") return createDevice(change, simulator);
  const device = deviceOf(thing, simulator);
  // Records of custom objects cannot be merged.
  if (device === undefined || action === "merge") return false;
  if (action === "update") return updateDevice(change, device, accounts);
  noteChange(thing, action);
  const named = { ...OBJECT, record: { id: device.id } };
  if (action === "delete") {
    simulator.changeByOthers({ action: "delete_record", ...named }, now);
    return true;
  }
  const name = `${VALUE_MARK} renamed device ${number}`;
  noteKey(thing, deviceKey("name", name));
  simulator.changeByOthers({ action: "update_record", ...named, change: { name } }, now);
  return true;
}

function createDevice({ now, number, thing }: Change, simulator: ZendeskSimulator): boolean {
  const devices = devicesIn(simulator.account);
  const [{ external_id: externalId, name } = {}] = thing.records.map(({ user }) => user);
  const hasName = typeof name === "string" && devices.byName(name) === undefined;
  const hasId = typeof externalId === "string" && devices.byExternalId(externalId) === undefined;
  if (!hasName && !hasId) return false;
  const made = hasName ? name : `${VALUE_MARK} device made by others ${number}`;
  noteChange(thing, "create");
  noteKey(thing, deviceKey("name", made));
  const change = { name: made, ...(hasId && { external_id: externalId }) };
  simulator.changeByOthers({ action: "create_record", ...OBJECT, change }, now);
  return true;
}

/** A value for a field that no record writes, in both accounts. */
function updateDevice(
  { now, number, thing }: Change,
  device: StoredDevice,
  { reference, simulator }: AccountOfOthers,
): boolean {
  const held = deviceOf(thing, reference);
  if (thing.isDeleted || held === undefined) return false;
  const change = { custom_object_fields: { remark: `${VALUE_MARK} remark ${number}` } };
  for (const [{ id }, account] of [[device, simulator] as const, [held, reference] as const]) {
    account.changeByOthers({ action: "update_record", ...OBJECT, record: { id }, change }, now);
  }
  return true;
}

function deviceOf({ records }: Thing, { account }: ZendeskSimulator): StoredDevice | undefined {
  for (const record of records) {
    const [device] = devicesOfRecord(record, account);
    if (device) return device;
  }
  return undefined;
}
