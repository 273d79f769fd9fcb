import { describe, expect, test } from "vitest";
import type { Fault } from "zendesk-simulator";
import { seededAccount } from "../../../testing/account/seeded-account.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";
import { IN_SPANISH, INSERTED, MEMBERSHIPS, PERSON_IN_ACME, listings, seedPeople, sync } from "./membership-sync.ts";

describe("memberships that are written again", () => {
  test.each<[what: string, stream: ConfiguredStream, again: string, settings: RecordData]>([
    ["are unchanged", MEMBERSHIPS, "unchanged", {}],
    ["are unchanged with skip_unchanged", MEMBERSHIPS, "unchanged", { skip_unchanged: true }],
    ["already exist for an insert", INSERTED, "already_exists", {}],
  ])("%s, and none of them is looked up", async (_what, stream, again, settings) => {
    const simulator = seededAccount();
    const records = seedPeople(simulator, 150).map((external_id) => ({
      "user.external_id": external_id,
      "organization.name": "Acme",
    }));
    const first = await sync(simulator, records, { stream });
    expect(first.outcomes).toEqual({ created: 150 });
    const second = await sync(simulator, records, { stream, settings, startAt: first.endedAt });
    expect(second.outcomes).toEqual({ [again]: 150 });
    expect(second.after).toEqual(second.before);
    expect(listings(simulator)).toEqual({});
  });

  test.each<[stream: ConfiguredStream, again: string]>([
    [MEMBERSHIPS, "unchanged"],
    [INSERTED, "already_exists"],
  ])("are recognised whatever language Zendesk refuses them in: %j %s", async (stream, again) => {
    const simulator = seededAccount({ faults: [IN_SPANISH] });
    const { endedAt } = await sync(simulator, [PERSON_IN_ACME], { stream });
    const { outcomes } = await sync(simulator, [PERSON_IN_ACME], { stream, startAt: endedAt });
    expect(outcomes).toEqual({ [again]: 1 });
  });
});

describe("in another language than English, memberships that are written again", () => {
  /** 120 people who belong to an organization each, and the first 10 to the next one's too. */
  async function rerun(stream: ConfiguredStream) {
    const simulator = seededAccount({ faults: [IN_SPANISH] });
    const { organizations } = simulator.account;
    const ids = seedPeople(simulator, 120).map((name) => {
      organizations.create(`Org of ${name}`, `org-${name}`, VIRTUAL_START);
      return name;
    });
    const memberOf = (name: string, organization: string): RecordData => ({
      "user.external_id": name,
      "organization.external_id": `org-${organization}`,
    });
    const records = [
      ...ids.map((name) => memberOf(name, name)),
      ...ids.slice(0, 10).map((name, index) => memberOf(name, ids[index + 1] ?? "")),
    ];
    const first = await sync(simulator, records);
    expect(first.outcomes).toEqual({ created: 130 });
    const again = await sync(simulator, records, { stream, startAt: first.endedAt });
    return { ...again, listings: listings(simulator) };
  }

  test.each<[stream: ConfiguredStream, again: string]>([
    [MEMBERSHIPS, "unchanged"],
    [INSERTED, "already_exists"],
  ])("take a look-up only where they are not the user's default: %j", async (stream, again) => {
    const { after, before, listings: listed, outcomes } = await rerun(stream);
    expect(outcomes).toEqual({ [again]: 130 });
    expect(after).toEqual(before);
    expect(listed).toEqual({ users: 10 });
  });
});

test("a membership that Zendesk refuses for another reason is not taken for one that exists", async () => {
  const refused: Fault = {
    job: () => ({ failedRow: (index) => ({ index, error: "RecordInvalid", details: "No es posible" }) }),
  };
  const simulator = seededAccount({ faults: [refused] });
  seedPeople(simulator, 1);
  const records = [{ "user.external_id": "p-0", "organization.external_id": "org-acme" }];
  expect((await sync(simulator, records)).outcomes).toEqual({ zendesk_error: 1 });
});
