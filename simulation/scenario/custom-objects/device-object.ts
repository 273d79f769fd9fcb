import type { CustomObjectInput } from "zendesk-simulator";
import { VALUE_MARK } from "../value-mark.ts";

export const DEVICES = "custom_objects/device";
export const DEVICE_FIELDS = "custom_object_fields";

export const COLORS = ["Space Gray", "Silver"].map((name) => ({ name, value: name.toLowerCase().replace(" ", "_") }));

/** The custom object of every simulated account. Its names are unique, so its records have three keys. */
export const DEVICE_OBJECT: CustomObjectInput = {
  key: "device",
  name: { isUnique: true },
  fields: [
    { key: "notes", type: "textarea" },
    { key: "details", type: "text" },
    // Only others write it.
    { key: "remark", type: "text" },
    { key: "color", type: "dropdown", options: COLORS },
    { key: "ports", type: "multiselect", options: ["usb", "hdmi"].map((value) => ({ name: value, value })) },
    { key: "weight", type: "decimal" },
    { key: "cores", type: "integer" },
    { key: "is_leased", type: "checkbox" },
    { key: "bought_on", type: "date" },
    { key: "serial_number", type: "regexp", regexp: "\\A[A-Z]{2}\\d{3}\\z" },
    { key: "owner", type: "lookup", target: "zen:user" },
  ],
};

/** The name of a device, which no other one has. */
export function deviceNameOf(device: string): string {
  return `${VALUE_MARK} Device ${device}`;
}
