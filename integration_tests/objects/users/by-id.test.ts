import { describe, expect, test } from "vitest";
import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";
import { seededAccount, userOf } from "../../../testing/account/seeded-account.ts";
import { type EffectOptions, syncEffect, usersWith } from "../../../testing/connector/sync-effect.ts";

const settings = { streams: [{ name: "people", object: "users", matching_key: "id" }] };
const MODES: readonly EffectOptions[] = (["append_dedup", "update"] as const).map((mode: ConfiguredStream["mode"]) => ({
  stream: { name: "people", ...(mode && { mode }) },
  settings,
}));

describe.each(MODES)("a user matched by Zendesk's id ($stream.mode)", (options) => {
  test.each<[what: string, data: RecordData, outcome: string, changes: RecordData]>([
    ["takes a new external_id", { external_id: "renamed" }, "updated", { external_id: "renamed" }],
    ["does not take another's external_id", { external_id: "bystander", notes: "New" }, "duplicate_value", {}],
    ["does not take another's address", { email: "bystander@example.com", notes: "New" }, "duplicate_value", {}],
  ])("%s", async (_what, data, outcome, changes) => {
    const simulator = seededAccount();
    const { id } = userOf(simulator, "person");
    const sync = await syncEffect(simulator, [{ id, ...data }], options);
    expect(sync.outcomes).toEqual({ [outcome]: 1 });
    expect(sync.after).toEqual(outcome === "updated" ? usersWith(sync, { person: changes }) : sync.before);
  });

  test.each(["as text", "as a number with a fraction of zero"])("is found by an id sent %s", async (how) => {
    const simulator = seededAccount();
    const { id } = userOf(simulator, "person");
    const given = how === "as text" ? String(id) : `${id}.0`;
    const sync = await syncEffect(simulator, [{ id: given, notes: "New" }], options);
    expect(sync.after).toEqual(usersWith(sync, { person: { notes: "New" } }));
  });
});

describe.each(["append_dedup", "update", "soft_delete"] as const)(
  "a record with an id that no user has (%s)",
  (mode) => {
    test.each(["9007199254740993", "9223372036854775807", "7"])("gets exactly one outcome: %s", async (id) => {
      const simulator = new ZendeskSimulator(UNTHROTTLED);
      const { outcomes } = await syncEffect(
        simulator,
        [
          { id: JSON.rawJSON(id), name: "New" },
          { id, name: "As text" },
        ],
        { stream: { name: "people", mode }, settings },
      );
      expect(outcomes).toEqual(mode === "soft_delete" ? { unchanged: 2 } : { not_found: 2 });
    });
  },
);
