import { describe, expect, it } from "vitest";
import { objectRules } from "../../fields/object-rules.ts";
import { usersWith } from "../../objects/users/test-support/users-with.ts";
import { checkCustomFields } from "./custom-field-check.ts";

const users = usersWith();
const rules = objectRules(
  users.columns,
  "user_fields",
  [
    { key: "1", type: "text", title: "Topic", alias: "Topic", active: true },
    { key: "2", type: "integer", title: "Size", alias: "Size", active: true },
    { key: "3", type: "text", title: "Twin", alias: "Twin", active: true },
    { key: "4", type: "text", title: "Twin", alias: "Twin", active: true },
  ],
  { phoneCountry: "US", usStateFields: [], decimalPlaces: 2 },
);
const ignore = (): void => {};

function check(fields: readonly (readonly [string, readonly string[]])[]): void {
  const plan = {
    stream: { name: "people", json_schema: {} },
    object: users,
    mode: "upsert",
    matchingKey: undefined,
    mapping: new Map(fields),
    deletedWhen: undefined,
  } as const;
  const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore, redact: ignore };
  checkCustomFields(plan, rules, "reject_record", logger);
}

describe("a mapping of custom fields that have titles", () => {
  it.each<[what: string, fields: readonly (readonly [string, readonly string[]])[], message: RegExp]>([
    ["a number by its title twice", [["user_fields.Size", ["a", "b"]]], /"user_fields.Size" more than once/],
    [
      "a number by its title and its id",
      [
        ["user_fields.Size", ["a"]],
        ["user_fields.2", ["b"]],
      ],
      /"user_fields.Size", "user_fields.2" more than once/,
    ],
    [
      "a title that two fields have",
      [["user_fields.Twin", ["a"]]],
      /"user_fields.Twin", but 2 custom fields of users have this title.*"user_fields.3", "user_fields.4"/,
    ],
    [
      "a field that does not exist",
      [["user_fields.None", ["a"]]],
      /is not an active custom field of users in Zendesk\. Create or activate it/,
    ],
    ["a field that is almost another", [["user_fields.topics", ["a"]]], /Did you mean "user_fields\.Topic"\? Create/],
  ])("may not list %s", (_what, fields, message) => {
    expect(() => check(fields)).toThrow(message);
  });

  it("may list a text by its title and its id", () => {
    expect(() =>
      check([
        ["user_fields.Topic", ["a"]],
        ["user_fields.1", ["b"]],
      ]),
    ).not.toThrow();
  });
});
