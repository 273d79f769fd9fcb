import { describe, expect, it } from "vitest";
import type { Outcome } from "../../outcome.ts";
import { createRow } from "../../row.ts";
import { alreadyExists, notFound } from "./rejections.ts";

const find = () => Promise.resolve(new Map());
const noun = { one: "organization", many: "organizations" };

function messageOf(outcome: Outcome): string | undefined {
  return outcome.kind === "rejected" ? outcome.rejection.message : undefined;
}

describe("the reason of a rejection", () => {
  it("names a thing that exists with the right article", () => {
    const row = createRow({ column: "name", value: "Acme" }, {}, []);
    expect(messageOf(alreadyExists(row, { noun }))).toMatch(/already has an organization with this name,/);
  });

  it.each([
    [true as const, "accept"],
    [undefined, "update"],
  ])("says what an upsert would do with a thing that exists and is only a key (%s)", (isKeyOnly, verb) => {
    const row = createRow({ column: "name", value: "Acme" }, {}, []);
    const object = { noun, ...(isKeyOnly && { isKeyOnly }) };
    expect(messageOf(alreadyExists(row, object))).toMatch(new RegExp(`append_dedup to ${verb} such organizations`));
  });

  it("names each column of the keys once, where a key has several", () => {
    const parts = ["user_id", "user.email"].map((user) => [user, "organization_id"]);
    const keys = parts.map((each) => ({ column: each.join(" and "), parts: each, isNatural: true, find }));
    const row = createRow({ column: "user_id and organization_id", value: "[]" }, {}, []);
    expect(messageOf(notFound(row, { keys, noun }))).toMatch(
      /append_dedup with user_id or user\.email together with organization_id as the key/,
    );
  });
});
