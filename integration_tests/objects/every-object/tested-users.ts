import { seededAccount } from "../../../testing/account/seeded-account.ts";
import { seedUsers, usersOf } from "../../../testing/account/simulated-account.ts";
import type { TestedObject } from "./tested-object.ts";

export const testedUsers: TestedObject = {
  name: "users",
  keys: ["external_id", "email"],
  held: { external_id: "person", email: "person@example.com" },
  absent: { external_id: "nobody", email: "nobody@example.com" },
  values: [
    { name: "New name", notes: "New notes", alias: "New alias" },
    { name: "Newer name", notes: "Newer notes", details: "Newer details" },
  ],
  account: seededAccount,
  seed: seedUsers,
  read: usersOf,
  accounts: { "": {}, ", without bulk imports": { importsDisabled: true } },
};
