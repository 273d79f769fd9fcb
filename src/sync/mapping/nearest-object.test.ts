import { expect, test } from "vitest";
import { OBJECT_NAMES } from "../../objects/registry.ts";
import { nearestObject } from "./nearest-object.ts";

test.each([
  ["user", "users"],
  ["ticketz", "tickets"],
  ["organisations", "organizations"],
  ["memberships", "organization_memberships"],
  ["Memberships", "organization_memberships"],
  ["custom_object/ord", "custom_objects/ord"],
  ["custom_objects.order_item", "custom_objects/order_item"],
  ["CustomObjects/ord", "custom_objects/ord"],
])("the object nearest to %s is %s", (name, nearest) => {
  expect(nearestObject(name, OBJECT_NAMES)).toEqual({ name: nearest, hint: "" });
});

test("where a custom object is meant and not named, its key is asked for", () => {
  const hint = ' Write the key of the custom object instead of "<key>".';
  expect(nearestObject("custom_objects", OBJECT_NAMES)).toEqual({ name: "custom_objects/<key>", hint });
});
