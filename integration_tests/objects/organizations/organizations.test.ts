import { describe, expect, test } from "vitest";
import { UNTHROTTLED, ZendeskSimulator } from "zendesk-simulator";
import { organizationsOf, requestsTo, seedOrganizations, usersOf } from "../../../testing/account/simulated-account.ts";
import {
  type ConfiguredStream,
  type RecordData,
  record,
  streamState,
} from "../../../testing/input/airbyte-messages.ts";
import { summaryLines } from "../../../testing/connector/sync-summary-line.ts";
import { type EffectOptions, syncEffectOn } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";

const ORGANIZATIONS: ConfiguredStream = { name: "organizations" };

function accountWith(...organizations: readonly RecordData[]): ZendeskSimulator {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  seedOrganizations(simulator, organizations, VIRTUAL_START);
  return simulator;
}

const sync = (simulator: ZendeskSimulator, records: readonly RecordData[], options: EffectOptions = {}) =>
  syncEffectOn(organizationsOf, simulator, records, { stream: ORGANIZATIONS, ...options });

test("an organization is written with every column and custom field", async () => {
  const written = {
    external_id: "acme",
    name: "Acme",
    details: "Dealer",
    notes: "Pays late",
    domain_names: ["acme.example.com", "acme.example.org"],
    shared_tickets: true,
    shared_comments: false,
    tags: ["vip"],
  };
  const simulator = accountWith();
  const [definition] = fieldsOf(simulator);
  const { outcomes, after } = await sync(simulator, [
    {
      ...written,
      domain_names: "ACME.example.com, acme.example.org",
      shared_tickets: "yes",
      tags: "VIP",
      [`organization_fields.${definition}`]: "five",
    },
  ]);
  expect(outcomes).toEqual({ created: 1 });
  expect(after).toEqual([
    expect.objectContaining({
      ...written,
      organization_fields: expect.objectContaining({ [String(definition)]: "five" }) as unknown,
    }),
  ]);
});

/** Keys of text fields. */
function fieldsOf(simulator: ZendeskSimulator): readonly string[] {
  simulator.account.organizationFields.replace([{ key: "stars", type: "text", title: "Stars", active: true }]);
  return ["stars"];
}

test("200 new organizations take two look-ups and two bulk jobs", async () => {
  const simulator = accountWith();
  const records = Array.from({ length: 200 }, (_, index) => ({ external_id: `o-${index}`, name: `Org ${index}` }));
  const { outcomes } = await sync(simulator, records);
  expect(outcomes).toEqual({ created: 200 });
  expect(requestsTo(simulator, VIRTUAL_START + 1e9)).toMatchObject({
    "GET /api/v2/organizations/show_many": 2,
    "POST /api/v2/organizations/create_many": 2,
  });
});

describe("an organization of the account", () => {
  const HELD = { external_id: "acme", name: "Acme", tags: ["vip", "old"], notes: "Old notes", domain_names: ["a.com"] };

  test.each<[settings: RecordData, tags: readonly string[], domain_names: readonly string[]]>([
    [{ tags_mode: "add" }, ["vip", "old", "new"], ["a.com", "b.com"]],
    [{ tags_mode: "replace" }, ["vip", "new"], ["b.com"]],
    [{ tags_mode: "remove" }, ["old"], ["a.com"]],
  ])("has its tags and domain names changed as %j specifies", async (settings, tags, domain_names) => {
    const records = [{ external_id: "ACME", name: "Acme", tags: ["vip", "new"], domain_names: ["b.com"] }];
    const { outcomes, after } = await sync(accountWith(HELD), records, { settings });
    expect(outcomes).toEqual({ updated: 1 });
    expect(after).toEqual([expect.objectContaining({ ...HELD, external_id: "ACME", tags, domain_names })]);
  });

  test("keeps its lists and what a record does not have, and loses what the record clears", async () => {
    const records = [{ external_id: "acme", notes: null, domain_names: null, name: null, tags: null }];
    const settings = { null_handling: "clear" };
    const { outcomes, after } = await sync(accountWith(HELD), records, { settings });
    expect(outcomes).toEqual({ updated: 1 });
    expect(after).toEqual([expect.objectContaining({ ...HELD, notes: null })]);
  });

  test("is found by its name regardless of case, and gets the record's external id", async () => {
    const settings = { streams: [{ name: "organizations", object: "organizations", matching_key: "name" }] };
    const { outcomes, after } = await sync(accountWith(HELD), [{ name: "ACME", external_id: "a-2" }], { settings });
    expect(outcomes).toEqual({ updated: 1 });
    expect(after).toEqual([expect.objectContaining({ external_id: "a-2", name: "ACME" })]);
  });
});

describe("a record is rejected", () => {
  test.each<[what: string, reason: string, records: readonly RecordData[], left: readonly string[]]>([
    ["that has a new external id and no name", "missing_required_field", [{ external_id: "new" }], ["Acme"]],
    ["whose new name is another organization's", "duplicate_value", [{ external_id: "new", name: "acme" }], ["Acme"]],
    [
      "whose name another external id has just taken",
      "duplicate_value",
      [
        { external_id: "x-1", name: "Twins" },
        { external_id: "x-2", name: "Twins" },
      ],
      ["Acme", "Twins"],
    ],
    ["whose domains are not a list", "invalid_value", [{ external_id: "new", name: "N", domain_names: {} }], ["Acme"]],
  ])("%s: %s", async (_what, reason, records, left) => {
    const { outcomes, after } = await sync(accountWith({ external_id: "acme", name: "Acme" }), records);
    expect(outcomes).toEqual({ ...(records.length > 1 && { created: 1 }), [reason]: 1 });
    expect(after.map(({ name }) => name)).toEqual(left);
  });
});

test("organizations of a sync are written before the users who name them", async () => {
  const simulator = accountWith();
  const users: ConfiguredStream = { name: "users" };
  const input = [
    record({ external_id: "first", name: "First", organization: "Acme" }, users),
    record({ external_id: "acme", name: "Acme" }, ORGANIZATIONS),
    record({ external_id: "second", name: "Second", organization: { external_id: "acme" } }, users),
    streamState(1, users),
    streamState(1, ORGANIZATIONS),
  ];
  const { code, endedAt, output } = await syncOnVirtualTime({ simulator, input, streams: [users, ORGANIZATIONS] });
  expect({ code, states: output.states.length }).toEqual({ code: 0, states: 2 });
  const [acme] = organizationsOf(simulator, endedAt);
  expect(usersOf(simulator, endedAt).map(({ external_id, organization_id }) => [external_id, organization_id])).toEqual(
    [
      ["first", acme?.id],
      ["second", acme?.id],
    ],
  );
});

test("an organization that users named before it existed is found once the sync has created it", async () => {
  const simulator = accountWith();
  const users: ConfiguredStream = { name: "users" };
  const member = (external_id: string) =>
    record({ external_id, name: "Member", organization: { external_id: "acme" } }, users);
  // A full batch is sent before the organization's record is read.
  const early = Array.from({ length: 100 }, (_, index) => member(`early-${index}`));
  const input = [...early, record({ external_id: "acme", name: "Acme" }, ORGANIZATIONS), member("late")];
  const { endedAt } = await syncOnVirtualTime({ simulator, input, streams: [users, ORGANIZATIONS] });
  const [acme] = organizationsOf(simulator, endedAt);
  const written = usersOf(simulator, endedAt).map(({ organization_id }) => organization_id);
  expect(written).toEqual(Array.from({ length: 101 }, () => acme?.id));
});

test("a dry run does not take a record for one of an organization that an earlier record creates by the same name", async () => {
  const records: readonly RecordData[] = [
    { external_id: "first", name: "Acme" },
    { external_id: "second", name: "Acme" },
    { external_id: "first", name: "Acme", notes: "Dealer" },
  ];
  const simulator = accountWith();
  const dry = await sync(simulator, records, { settings: { dry_run: true } });
  expect(dry.outcomes).toEqual({ created: 2, updated: 1 });
  expect(summaryLines(dry.output).join("\n")).toContain("keys not checked");
  const real = await sync(simulator, records, { startAt: dry.endedAt });
  expect(real.outcomes).toMatchObject({ created: 1, duplicate_value: 1 });
});
