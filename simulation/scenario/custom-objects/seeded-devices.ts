import { ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { DEVICE_OBJECT } from "./device-object.ts";

/** Takes the place of a device that may be left out, so that the others keep their ids. */
export const NO_DEVICE: RecordData = {};

/** Devices that are in the account before anything else happens, with their ids. */
export class SeededDevices {
  readonly #devices: RecordData[] = [];
  readonly #ids = new Map<string, string>();
  readonly #seed: number;
  readonly #at: number;
  #counted: ReturnType<ZendeskSimulator["account"]["customObjects"]["define"]> | undefined;

  /** An account's ids depend on its seed, and on when a record is created. */
  constructor(seed: number, at: number) {
    this.#seed = seed;
    this.#at = at;
  }

  get devices(): readonly RecordData[] {
    return this.#devices;
  }

  add(device: RecordData, name: string): void {
    this.#counted ??= new ZendeskSimulator({ seed: this.#seed }).account.customObjects.define(DEVICE_OBJECT);
    this.#ids.set(name, this.#counted.records.create("", this.#at).id);
    this.#devices.push(device);
  }

  has(name: string): boolean {
    return this.#ids.has(name);
  }

  /** Zendesk's id of a device; undefined if it does not exist. */
  idOf(name: string): string | undefined {
    return this.#ids.get(name);
  }
}
