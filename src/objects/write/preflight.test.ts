import { expect, it } from "vitest";
import type { Held } from "../object-type.ts";
import { createRow } from "../row.ts";
import { usersWith } from "../users/test-support/users-with.ts";
import { preflight } from "./preflight.ts";

const object = usersWith();
const values = { external_id: "k", name: "Ana", notes: "New" };
const row = createRow({ column: "external_id", value: "k" }, values, ["external_id:k"]);

it.each<[what: string, held: Held, wasSubmitted: boolean, expected: object]>([
  ["holds its values", { id: 1, ...values }, true, { kind: "written", effect: "created" }],
  [
    "holds other values, as another writer made it",
    { id: 1, ...values, notes: "Theirs" },
    true,
    { kind: "rejected", rejection: { reason: "already_exists" } },
  ],
  [
    "was there before it was sent",
    { id: 1, ...values },
    false,
    { kind: "rejected", rejection: { reason: "already_exists" } },
  ],
])("an insert that finds a user who %s gets the right outcome", (_what, held, wasSubmitted, expected) => {
  const outcome = preflight(
    { row, values, held },
    {
      mode: "insert",
      object,
      comparison: { object, dateColumns: new Set() },
      skipUnchanged: false,
      wasSubmitted: () => wasSubmitted,
    },
  );
  expect(outcome).toMatchObject(expected);
});
