import { DEVICE_FIELDS, DEVICES } from "../../scenario/custom-objects/device-object.ts";
import { deviceField } from "../../scenario/custom-objects/draw-device-values.ts";
import type { ConnectorScenario, ScenarioRecord, StreamScenario } from "../../scenario/scenario.ts";
import type { ObjectReference, ReferenceOutcomes } from "../object-oracle.ts";
import type { Meaning } from "../record-meaning.ts";
import { type ReferenceClient, type Result, bodyOf, outcomeOf } from "../reference-client.ts";
import { type StoredDevice, devicesIn } from "./held-devices.ts";

const OWNER = deviceField("owner");

/** Sends records of devices, each in a separate job, because the result of one affects the next. */
export class ReferenceDevices implements ObjectReference {
  readonly #client: ReferenceClient;
  readonly #outcomes: ReferenceOutcomes;

  constructor(client: ReferenceClient, outcomes: ReferenceOutcomes) {
    this.#client = client;
    this.#outcomes = outcomes;
  }

  send(record: ScenarioRecord, meaning: Meaning, _connector: ConnectorScenario): void {
    this.#outcomes.set(record.serial, outcomeOf(record, meaning, this.#write(record, meaning)));
  }

  flush(): void {
    // Nothing ever waits.
  }

  /** What Zendesk says, or a reason if the record is not sent. */
  #write(record: ScenarioRecord, meaning: Meaning): Result {
    const { stream, user } = record;
    const key = keyOrder(stream).find((column) => user[column] !== undefined);
    const held = this.#find(key, user);
    if (meaning !== "delete" && this.#namesNobody(user)) return { reason: "not_found" };
    const { id: _key, ...values } = user;
    const body = bodyOf(values, DEVICE_FIELDS);
    if (meaning === "delete") {
      return held === undefined ? { status: "Unchanged" } : this.#run("delete", held.id, "Deleted");
    }
    const isUpdate = meaning === "update" || (meaning === "upsert" && key === "id");
    if (held === undefined && (isUpdate || key === "id")) return { reason: "not_found" };
    if (isUpdate) return this.#run("update", { ...body, id: held?.id }, "Updated");
    if (meaning === "insert") {
      return held === undefined ? this.#run("create", body, "Created") : { reason: "already_exists" };
    }
    return this.#run(`create_or_update_by_${key}`, body, held === undefined ? "Created" : "Updated");
  }

  /** Whether the owner is a user whom the reference could not write. */
  #namesNobody({ [OWNER]: owner }: ScenarioRecord["user"]): boolean {
    const [, externalId] = /^external_id:(.*)$/.exec(String(owner)) ?? [];
    return externalId !== undefined && !this.#client.simulator.account.users.byExternalId(externalId);
  }

  /** A job with one item. A row that was written shows the device, and not what happened to it. */
  #run(action: string, item: unknown, status: string): Result {
    const [result] = this.#client.run("POST", `/api/v2/${DEVICES}/jobs`, { job: { action, items: [item] } });
    return result?.["error"] === undefined ? { status } : result;
  }

  #find(key: string | undefined, user: ScenarioRecord["user"]): StoredDevice | undefined {
    const devices = devicesIn(this.#client.simulator.account);
    const value = String(key === undefined ? undefined : user[key]);
    if (key === "id") return devices.byId(value);
    return key === "name" ? devices.byName(value) : devices.byExternalId(value);
  }
}

/** By the first of these that a record has, its device is found. */
function keyOrder({ configured, key, matchingKey, mode }: StreamScenario): readonly string[] {
  if (matchingKey === undefined && configured.primaryKey === undefined) return ["external_id", "name"];
  return mode === "upsert" ? [key, "external_id", "name"] : [key];
}
