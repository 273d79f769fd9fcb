import { describe, expect, test } from "vitest";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import { DeletionAllowance } from "../deletion-allowance.ts";
import type { Held, ObjectType, WriteContext } from "../object-type.ts";
import type { Outcome } from "../outcome.ts";
import { createRow } from "../row.ts";
import { PlannedChanges } from "./planned-changes.ts";

const THINGS: ObjectType = {
  name: "things",
  noun: { one: "thing", many: "things" },
  permission: "manage things",
  columns: {},
  unwritten: new Map(),
  requiredToCreate: [["name"]],
  keys: [],
  actions: {},
  payload: ({ values }) => ({ body: values }),
};

function harness(held: Held | undefined, { wasSent = false } = {}) {
  const planned = new PlannedChanges(THINGS, { object: THINGS, dateColumns: new Set() });
  const values = { name: "New" };
  const row = createRow({ column: "name", value: "New" }, values, []);
  const context: WriteContext = {
    mode: "upsert",
    api: {} as ZendeskApi,
    signal: new AbortController().signal,
    wasSubmitted: () => wasSent,
    deletions: new DeletionAllowance(0, () => {}),
    warn: () => {},
  };
  const plan = (found: Held | undefined): void => planned.plan([{ row, values, held: found }], context);
  plan(held);
  return { planned, plan, complete: (outcome: Outcome) => planned.complete(row, outcome, context), row };
}

const OLD = { id: 1, name: "Old" };
const CHANGED = [{ field: "name", before: "Old", after: "New" }];
const MADE = [{ field: "name", before: null, after: "New" }];

describe("the changes of a row", () => {
  test.each([
    ["was updated", OLD, { effect: "updated", zendeskId: 1 }, { effect: "updated", changes: CHANGED }],
    ["was created", undefined, { effect: "created", zendeskId: 1 }, { effect: "created", changes: MADE }],
    // Custom object jobs give times instead, which are the same for what was created in the same second.
    [
      "existed, though it is called created",
      OLD,
      { effect: "created", zendeskId: 1 },
      { effect: "updated", changes: CHANGED },
    ],
    ["replaces one that is gone", OLD, { effect: "created", zendeskId: 2 }, { effect: "created", changes: MADE }],
    ["was not found before", undefined, { effect: "updated", zendeskId: 1 }, { doubt: "not_read", changes: MADE }],
    ["is another than was found", OLD, { effect: "updated", zendeskId: 2 }, { doubt: "not_read", changes: CHANGED }],
  ] as const)("whose thing %s", (_what, held, outcome, expected) => {
    expect(harness(held).complete({ kind: "written", ...outcome })).toMatchObject(expected);
  });

  test("that was sent before may have been read too late", () => {
    const { complete } = harness(OLD, { wasSent: true });
    expect(complete({ kind: "written", effect: "updated", zendeskId: 1 })).toMatchObject({ doubt: "sent_before" });
  });

  test("that may be written are those from before it was first sent", () => {
    const { complete, plan } = harness(OLD);
    complete({ kind: "undecided", cause: "unreported", why: "no answer" });
    plan({ id: 1, name: "New" });
    expect(complete({ kind: "written", effect: "updated", zendeskId: 1 })).toMatchObject({ changes: CHANGED });
  });

  test("that is certainly not written are worked out again", () => {
    const { complete, plan } = harness(OLD);
    const rejection = { reason: "zendesk_error", message: "It lost." } as const;
    complete({ kind: "undecided", cause: "lost_race", why: "it lost", rejection });
    plan({ id: 1, name: "Newer" });
    const changes = [{ field: "name", before: "Newer", after: "New" }];
    expect(complete({ kind: "written", effect: "updated", zendeskId: 1 })).toMatchObject({ changes });
  });

  test("are uncertain if the sync ends before Zendesk says what became of it", () => {
    const { planned, row } = harness(OLD);
    expect(planned.unreported(row)).toMatchObject({ effect: "updated", doubt: "outcome_unknown", changes: CHANGED });
  });

  test("that is rejected after a part of it was written are uncertain", () => {
    const rejection = { reason: "zendesk_error", message: "Refused." } as const;
    const done = { kind: "written", effect: "updated", zendeskId: 1 } as const;
    expect(harness(OLD).complete({ kind: "rejected", rejection, done })).toMatchObject({
      done: { doubt: "partly_refused", changes: CHANGED },
    });
  });
});
