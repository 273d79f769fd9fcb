import { describe, expect, it } from "vitest";
import { RememberedIds } from "./remembered-ids.ts";

describe("ids that are remembered by their keys", () => {
  it("are forgotten with every key that leads to them", () => {
    const remembered = idsByKeys([
      ["external_id:a", 1],
      ["email:a@example.com", 1],
      ["name:a", 1],
      ["external_id:b", 2],
    ]);
    remembered.forget({ identities: [], ids: [1] });
    expect(keysLeft(remembered)).toEqual(["external_id:b"]);
  });

  it("are forgotten by one key, and keep the others", () => {
    const remembered = idsByKeys([
      ["external_id:a", 1],
      ["email:a@example.com", 1],
    ]);
    remembered.forget({ identities: ["external_id:a"], ids: [] });
    expect(keysLeft(remembered)).toEqual(["email:a@example.com"]);
    remembered.forget({ identities: [], ids: [1] });
    expect(keysLeft(remembered)).toEqual([]);
  });

  it("keep a key that leads to another thing by now", () => {
    const remembered = idsByKeys([
      ["external_id:a", 1],
      ["external_id:a", 2],
    ]);
    remembered.forget({ identities: [], ids: [1] });
    expect(remembered.get("external_id:a")).toBe(2);
    remembered.forget({ identities: [], ids: [2] });
    expect(remembered.has("external_id:a")).toBe(false);
  });

  it("keep a key that was found absent, and forget it when its thing is written", () => {
    const remembered = idsByKeys([
      ["external_id:a", 1],
      ["external_id:a", undefined],
    ]);
    remembered.forget({ identities: [], ids: [1] });
    expect(remembered.has("external_id:a")).toBe(true);
    remembered.forget({ identities: ["external_id:a"], ids: [] });
    expect(remembered.has("external_id:a")).toBe(false);
  });

  it("are bounded: the oldest are forgotten first, with their ids", () => {
    const remembered = new RememberedIds();
    for (let id = 1; id <= 50_001; id++) remembered.remember(`external_id:${id}`, id);
    expect([1, 2, 50_001].map((id) => remembered.has(`external_id:${id}`))).toEqual([false, true, true]);
    remembered.forget({ identities: [], ids: [1, 2] });
    expect(remembered.has("external_id:2")).toBe(false);
  });
});

const KEYS = ["external_id:a", "email:a@example.com", "name:a", "external_id:b"];

function idsByKeys(entries: readonly (readonly [key: string, id: number | undefined])[]): RememberedIds {
  const remembered = new RememberedIds();
  for (const [key, id] of entries) remembered.remember(key, id);
  return remembered;
}

function keysLeft(remembered: RememberedIds): readonly string[] {
  return KEYS.filter((key) => remembered.has(key));
}
