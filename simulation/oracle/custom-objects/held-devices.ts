import { DEVICE_OBJECT } from "../../scenario/custom-objects/device-object.ts";
import type { ScenarioRecord } from "../../scenario/scenario.ts";
import type { Account } from "../object-oracle.ts";

type Devices = NonNullable<ReturnType<Account["customObjects"]["byKey"]>>["records"];
export type StoredDevice = NonNullable<ReturnType<Devices["byId"]>>;

export function devicesIn({ customObjects }: Account): Devices {
  const object = customObjects.byKey(DEVICE_OBJECT.key);
  if (!object) throw new Error("the account has no devices");
  return object.records;
}

/** The devices that have one of the record's keys. If the record has Zendesk's id, that is its only key. */
export function devicesOfRecord({ user }: Pick<ScenarioRecord, "user">, account: Account): readonly StoredDevice[] {
  const { external_id: externalId, id, name } = user;
  const devices = devicesIn(account);
  const found =
    typeof id === "string"
      ? [devices.byId(id)]
      : [
          typeof externalId === "string" ? devices.byExternalId(externalId) : undefined,
          typeof name === "string" ? devices.byName(name) : undefined,
        ];
  return found.filter((each) => each !== undefined);
}
