import { describe, expect, it } from "vitest";
import { IdentityLanes, type Lane } from "./identity-lanes.ts";
import { createRow } from "../../objects/row.ts";
import type { QueueEntry } from "./queue-entry.ts";

function entryOf(identities: readonly string[]): QueueEntry {
  const row = createRow({ column: "external_id", value: "1" }, {}, identities);
  const settlement = { stream: { name: "users" }, written: () => {}, rejected: () => {} };
  const record = { ...settlement, settlement, data: {}, changes: [], lineNumber: 7, byteLength: 100 };
  const write = { sequence: 1, record, ordinal: 1, row, things: [], dependencies: [], externalId: undefined };
  return { mode: "upsert", writes: [write], row, isMergeable: false };
}

/** Adds a record and releases it. */
function pass(lanes: IdentityLanes, identities: readonly string[]): Lane {
  const { lane } = lanes.join(identities);
  lanes.noteReleased(lane);
  return lane;
}

describe("identity lanes", () => {
  it("remember which keys belong to one person", () => {
    const lanes = new IdentityLanes();
    const lane = pass(lanes, ["email:a", "external_id:1"]);
    expect([lanes.find("email:a"), lanes.find("external_id:1")]).toEqual([lane, lane]);
  });

  it.each([
    { what: "of ordinary keys", keys: (n: number) => [`email:${n}@example.com`, `external_id:${n}`], most: 10_000 },
    { what: "of keys of 2,000 characters", keys: (n: number) => [`email:${n}`, `${n}${"x".repeat(2000)}`], most: 1000 },
    {
      what: "of keys of 100,000 characters",
      keys: (n: number) => [`email:${n}`, `${n}${"x".repeat(100_000)}`],
      most: 0,
    },
    { what: "of single keys", keys: (n: number) => [`external_id:${n}`], most: 0 },
  ])("remember no more than fits $what", ({ keys, most }) => {
    const lanes = new IdentityLanes();
    for (let n = 0; n < (most === 0 ? 200 : 2 * most); n++) pass(lanes, keys(n));
    expect(lanes.size).toBeLessThanOrEqual(most);
    expect(lanes.size).toBeGreaterThanOrEqual(most * 0.9);
  });

  it("forget the keys of released records of a person who is never idle", () => {
    const lanes = new IdentityLanes();
    const { lane } = lanes.join(["email:shared"]);
    const waiting = entryOf(["email:shared", "external_id:waiting"]);
    lanes.join(waiting.row.identities);
    lane.waiting = [waiting];
    for (let n = 0; n < 1000; n++) pass(lanes, ["email:shared", `external_id:${n}`]);
    expect(lanes.size).toBeLessThanOrEqual(25);
    expect([lanes.find("external_id:waiting"), lanes.find("email:shared")]).toEqual([lane, lane]);
  });
});
