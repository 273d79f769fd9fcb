import { expect, it } from "vitest";
import { ORGANIZATION_KEYS } from "../../organizations/organization-keys.ts";
import { USER_KEYS } from "../../users/user-keys.ts";
import { blamedKey } from "./blamed-key.ts";

it.each([
  ["External: A-1 has already been taken", USER_KEYS, "external_id"],
  ["External ID: A-1 has already been taken", USER_KEYS, "external_id"],
  ["External: my-email: 7 has already been taken", USER_KEYS, "external_id"],
  ["Email: ana@example.com is already being used by another user", USER_KEYS, "email"],
  ["Name: Email: ana@example.com is already being used by another user", USER_KEYS, "email"],
  ["Name:  Acme has already been taken", ORGANIZATION_KEYS, "name"],
  ["External:  name of a client has already been taken", ORGANIZATION_KEYS, "external_id"],
  ['{"external_id":[{"error":"DuplicateValue","description":"taken"}]}', ORGANIZATION_KEYS, "external_id"],
  ["Externo: email ya está en uso", USER_KEYS, undefined],
  ["", USER_KEYS, undefined],
])("%j blames the right key", (details, keys, blamed) => {
  expect(blamedKey(details, { keys })).toBe(blamed);
});
