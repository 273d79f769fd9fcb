import { seededAccount } from "../../../testing/account/seeded-account.ts";
import { organizationsOf, seedOrganizations } from "../../../testing/account/simulated-account.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import type { TestedObject } from "./tested-object.ts";

const HELD = {
  name: "Wayne Enterprises",
  external_id: "wayne",
  details: "Old details",
  notes: "Old notes",
  domain_names: ["wayne.example.com"],
  tags: ["vip"],
};

export const testedOrganizations: TestedObject = {
  name: "organizations",
  keys: ["external_id", "name"],
  held: { external_id: "wayne", name: "Wayne Enterprises" },
  absent: { external_id: "nowhere", name: "Nowhere Ltd" },
  values: [
    { name: "New name", notes: "New notes", shared_tickets: true },
    { name: "New name", notes: "Newer notes", details: "Newer details" },
  ],
  account: (options) => {
    const simulator = seededAccount(options);
    seedOrganizations(simulator, [HELD], VIRTUAL_START);
    return simulator;
  },
  seed: seedOrganizations,
  read: organizationsOf,
  accounts: { "": {} },
};
