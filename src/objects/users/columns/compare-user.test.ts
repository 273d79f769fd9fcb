import { parseJson } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import { createRow } from "../../row.ts";
import { changedColumns } from "../../write/compare.ts";
import { usersWith } from "../test-support/users-with.ts";
import type { UsersSettings } from "../users-settings.ts";

const held = {
  id: 1,
  name: "Ana",
  email: "ana@example.com",
  external_id: "A1",
  phone: null,
  notes: "2025-01-01T00:00:00Z",
  tags: ["vip", "new"],
  organization_id: 7,
  user_fields: parseJson(
    '{"birthday":"2000-02-29T00:00:00+00:00","score":12.5,"big":9007199254740993,"zip":"007","ticked":false,"colours":["red","blue"],"future":[{"a":1}]}',
  ) as Record<string, unknown>,
} satisfies ZendeskUser;

function changed(json: string, settings: Partial<UsersSettings> = {}): readonly string[] {
  const values = parseJson(json) as Record<string, unknown>;
  const row = createRow({ column: "external_id", value: "A1" }, values, ["external_id:a1"]);
  return changedColumns(
    { row, values, held },
    {
      object: usersWith(settings),
      dateColumns: new Set(["user_fields.birthday"]),
    },
  );
}

describe("a comparison with what a user holds", () => {
  it.each([
    '{"name":"Ana","email":"ANA@example.com","external_id":"A1","phone":null,"phone":""}',
    '{"user_fields.birthday":"2000-02-29","user_fields.score":12.50,"user_fields.big":9007199254740993}',
    '{"user_fields.ticked":null,"user_fields.colours":["blue","red"],"tags":["vip"],"organization_id":7}',
  ])("finds nothing changed in %s", (json) => {
    expect(changed(json)).toEqual([]);
  });

  it.each([
    ["case of a name", '{"name":"ana"}'],
    ["case of an external id, which is kept as sent", '{"external_id":"a1"}'],
    ["a day where the text is a timestamp", '{"notes":"2025-01-01"}'],
    ["digits that are text", '{"user_fields.zip":"7"}'],
    ["the last digit of a large number", '{"user_fields.big":9007199254740992}'],
    ["what a field of a type from the future holds", '{"user_fields.future":[{"a":2}]}'],
    ["a picture's address, which Zendesk forgets", '{"remote_photo_url":"https://example.com/a.png"}'],
    ["a field that the user never had", '{"user_fields.toString":"x"}'],
  ])("sees %s", (_what, json) => {
    expect(changed(json)).toHaveLength(1);
  });

  it("does not assume that the default organization is the only one when all others must end", () => {
    expect(changed('{"organization_id":7}', { organization_mode: "replace" })).toEqual(["organization_id"]);
  });

  it.each<[UsersSettings["tags_mode"], string, string[]]>([
    ["add", '["new","vip"]', []],
    ["replace", '["vip"]', ["tags"]],
    ["replace", '["new","vip"]', []],
    ["remove", '["old"]', []],
    ["remove", '["vip"]', ["tags"]],
  ])("compares tags with the mode %s: %s", (tags_mode, tags, expected) => {
    expect(changed(`{"tags":${tags}}`, { tags_mode })).toEqual(expected);
  });
});
