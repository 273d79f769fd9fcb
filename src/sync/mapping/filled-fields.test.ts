import { describe, expect, it } from "vitest";
import type { ObjectType } from "../../objects/object-type.ts";
import { CachedDirectory } from "../../objects/references/cached-directory.ts";
import { USER_TARGET } from "../../objects/references/targets.ts";
import { usersWith } from "../../objects/users/test-support/users-with.ts";
import { checkFilledFields } from "./filled-fields.ts";

const requester = { field: "requester", target: USER_TARGET, directory: new CachedDirectory([]) };
const object: ObjectType = { ...usersWith(), relations: [requester], requiredToCreate: [["requester_id"], ["name"]] };

function check(columns: readonly string[]): void {
  const properties = Object.fromEntries(["external_id", ...columns].map((column) => [column, {}]));
  const stream = { name: "people", json_schema: { properties } };
  checkFilledFields({ stream, mapping: undefined, object, mode: "insert", matchingKey: undefined });
}

describe("a stream that inserts", () => {
  it.each(["requester_id", "requester", "requester.external_id", "requester.email"])(
    "may name what new things need in the column %s",
    (column) => {
      expect(() => check(["name", column])).not.toThrow();
    },
  );

  it("needs a column for everything that new things need", () => {
    expect(() => check([])).toThrow(
      /fills requester_id, requester, requester\.external_id or requester\.email and name, which is required for new users/,
    );
  });
});
