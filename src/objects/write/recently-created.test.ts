import { expect, test } from "vitest";
import type { SentRow } from "../object-type.ts";
import type { Outcome } from "../outcome.ts";
import { createRow } from "../row.ts";
import { RecentlyCreated } from "./recently-created.ts";

const sent = (outcome: Outcome): SentRow => ({
  row: createRow({ column: "external_id", value: "a" }, {}, ["a"]),
  outcome,
});
const created = (zendeskId: string | undefined): SentRow => sent({ kind: "written", effect: "created", zendeskId });
const effectsOf = (rows: readonly SentRow[]): readonly (string | undefined)[] =>
  rows.map(({ outcome }) => (outcome.kind === "written" ? outcome.effect : undefined));

test("what this sync created before was updated, whatever its two times say", () => {
  const recently = new RecentlyCreated();
  expect(effectsOf(recently.correct([created("1"), created("2")]))).toEqual(["created", "created"]);
  expect(effectsOf(recently.correct([created("2"), created("3")]))).toEqual(["updated", "created"]);
});

test("an outcome without an id, and any other outcome, stays as it is", () => {
  const recently = new RecentlyCreated();
  const rows = [
    created(undefined),
    created(undefined),
    sent({ kind: "written", effect: "deleted", zendeskId: "1" }),
    sent({ kind: "undecided", cause: "unreported", why: "nothing was said" }),
  ];
  expect(recently.correct(rows)).toEqual(rows);
});
