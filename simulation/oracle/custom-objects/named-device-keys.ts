import { DEVICES } from "../../scenario/custom-objects/device-object.ts";
import { isObject, listed } from "../named-keys.ts";
import type { Account } from "../object-oracle.ts";
import { deviceKey, keysOfStoredDevice } from "./device-keys.ts";
import { devicesIn } from "./held-devices.ts";

const PATH = `/api/v2/${DEVICES}/`;

/** The keys by which a request names devices in its URL or body. Those named by id have other keys too. */
export function deviceKeysInRequest(
  { pathname, searchParams }: URL,
  body: string | undefined,
  account: Account,
): readonly string[] {
  if (!pathname.startsWith(PATH)) return [];
  return [
    ...listed(searchParams.get("filter[ids]")).flatMap((id) => keysOfDeviceId(id, account)),
    ...listed(searchParams.get("filter[external_ids]")).map((value) => deviceKey("external_id", value)),
    ...keysInBody(body, account),
  ];
}

/** The keys of the device that has, or had, this id. */
export function keysOfDeviceId(id: string, account: Account): readonly string[] {
  const device = devicesIn(account).formerById(id);
  return device ? keysOfStoredDevice(device) : [deviceKey("id", id)];
}

/** A search for one value, or the items of a job: ids, or records. */
function keysInBody(body: string | undefined, account: Account): readonly string[] {
  if (body?.startsWith("{") !== true) return [];
  const { filter, job } = JSON.parse(body) as { filter?: Readonly<Record<string, unknown>>; job?: { items?: unknown } };
  const items: readonly unknown[] = Array.isArray(job?.items) ? job.items : [];
  return [
    ...Object.entries(filter ?? {}).flatMap(([column, wanted]) => {
      const value = isObject(wanted) ? wanted["$eq"] : undefined;
      return typeof value === "string" ? [deviceKey(column, value)] : [];
    }),
    ...items.flatMap((item) => {
      if (typeof item === "string") return keysOfDeviceId(item, account);
      if (!isObject(item)) return [];
      const { external_id: externalId, id, name } = item;
      return [
        ...(typeof id === "string" ? keysOfDeviceId(id, account) : []),
        ...(typeof externalId === "string" ? [deviceKey("external_id", externalId)] : []),
        ...(typeof name === "string" ? [deviceKey("name", name)] : []),
      ];
    }),
  ];
}
