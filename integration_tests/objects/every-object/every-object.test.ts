import { describe, expect, test } from "vitest";
import type { ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { rejectedIn } from "../../../testing/connector/rejected-records.ts";
import { ANY_TIME, type SyncEffect, syncEffectOn } from "../../../testing/connector/sync-effect.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import { type Effect, MODES, type Mode, columnsOf, effectsOf } from "./modes.ts";
import type { Held, TestedObject } from "./tested-object.ts";
import { testedCustomObjects } from "./tested-custom-objects.ts";
import { testedOrganizations } from "./tested-organizations.ts";
import { testedMemberships } from "./tested-memberships.ts";
import { testedTickets } from "./tested-tickets.ts";
import { testedUsers } from "./tested-users.ts";

/** An object joins the tests with its entry here. */
const OBJECTS: readonly TestedObject[] = [
  testedUsers,
  testedOrganizations,
  testedMemberships,
  testedTickets,
  testedCustomObjects,
];

const NOWHERE_ID = 987_654_321;
const REJECTIONS: ReadonlySet<Effect> = new Set(["already_exists", "not_found"]);
const SITUATIONS = [
  { situation: "exists", who: "held", times: 1 },
  { situation: "exists and comes twice", who: "held", times: 2 },
  { situation: "does not exist", who: "absent", times: 1 },
  { situation: "does not exist and comes twice", who: "absent", times: 2 },
] as const;

interface Case {
  readonly object: TestedObject;
  readonly accountOptions: Parameters<TestedObject["account"]>[0];
  readonly mode: Mode;
  readonly key: string;
  readonly who: "held" | "absent";
  readonly times: 1 | 2;
}

function casesOf(object: TestedObject) {
  return Object.entries(object.accounts).flatMap(([accountKind, accountOptions]) =>
    modesOf(object).flatMap(([name, mode]) =>
      [...object.keys, ...(object.isKeyOnly ? [] : ["id"])].flatMap((key) =>
        SITUATIONS.map((situation) => {
          const effects = effectsOf(mode, key, situation.who, object.isKeyOnly).slice(0, situation.times);
          const title = `${name}${accountKind} by ${key} of one that ${situation.situation}: ${effects.join(", then ")}`;
          return { title, object, accountOptions, mode, key, effects, ...situation };
        }),
      ),
    ),
  );
}

function modesOf({ isKeyOnly }: TestedObject): readonly (readonly [string, Mode])[] {
  return Object.entries(MODES).filter(([name]) => !isKeyOnly || name !== "update");
}

describe.each(OBJECTS)("$name", (object) => {
  test.each(casesOf(object))("$title", async ({ effects, ...given }) => {
    const simulator = object.account(given.accountOptions);
    const records = recordsOf(given, simulator);
    const tried = await sync(given, simulator, records, { dry_run: true });
    expect(tried.outcomes).toEqual(countOf(effects));
    expect(tried.after).toEqual(tried.before);

    const folder = temporaryFolder();
    const object_storage_config = { storage_type: "Local", path: folder };
    const written = await sync(given, simulator, records, { object_storage_config });
    expect(written.outcomes).toEqual(countOf(effects));
    expect(rejectsIn(folder)).toEqual(rejectsOf(effects, records, object.name));
    expect(written.after).toEqual(expectedAfter(given, written.before, effects, records));

    const again = await sync(given, simulator, records, { skip_unchanged: true }, written.endedAt);
    expect(again.outcomes).toEqual(countOf(effects.map((effect) => given.mode.again[effect] ?? effect)));
    expect(again.after).toEqual(written.after);
  });
});

describe.each(OBJECTS.filter(({ isKeyOnly }) => !isKeyOnly))("two $name with different ids", (object) => {
  test.each(object.keys)("that get the same %s are written as one by one", async (shared) => {
    const mode = modeNamed("append_dedup");
    const given: Case = { object, accountOptions: {}, mode, key: "id", who: "held", times: 2 };
    const [together, apart] = [accountOfTwo(object), accountOfTwo(object)];
    const ids = object.read(together, VIRTUAL_START).slice(-2);
    const records = object.values.map((values, index) => ({
      ...values,
      [shared]: shared === "email" ? "shared@example.com" : "shared",
      id: ids[index]?.id,
    }));
    const inOneSync = await sync(given, together, records, {});
    const first = await sync(given, apart, records.slice(0, 1), {});
    const second = await sync(given, apart, records.slice(1), {}, first.endedAt);
    expect(withoutTimes(inOneSync.after)).toEqual(withoutTimes(second.after));
    expect(inOneSync.outcomes).toEqual(sumOf([first.outcomes, second.outcomes]));
  });
});

function modeNamed(name: string): Mode {
  const mode = MODES[name];
  if (mode === undefined) throw new Error(`${name} is not a mode`);
  return mode;
}

function accountOfTwo(object: TestedObject): ZendeskSimulator {
  const simulator = object.account({});
  object.seed(
    simulator,
    ["one", "two"].map((name, index) => ({ ...object.values[index], name, external_id: `twin-${name}` })),
    VIRTUAL_START,
  );
  return simulator;
}

function withoutTimes(all: readonly Held[]): readonly RecordData[] {
  return all.map(({ updated_at: _updatedAt, ...rest }) => rest);
}

function sumOf(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const count of counts) for (const [name, times] of Object.entries(count)) sum[name] = (sum[name] ?? 0) + times;
  return sum;
}

/** One record or two, each with only the key and its own values. */
function recordsOf({ object, mode, key, who, times }: Case, simulator: ZendeskSimulator): readonly RecordData[] {
  const keys: RecordData =
    who === "held"
      ? { ...object.held, id: heldIn(object, object.read(simulator, VIRTUAL_START)).id }
      : { id: NOWHERE_ID, ...object.absent };
  const own = Object.fromEntries(columnsOf(key).map((column) => [column, keys[column]]));
  return object.values.slice(0, times).map((values) => ({ ...values, ...own, ...mode.data }));
}

function sync(
  { object, mode, key }: Case,
  simulator: ZendeskSimulator,
  records: readonly RecordData[],
  settings: RecordData,
  startAt = VIRTUAL_START,
): Promise<SyncEffect<Held>> {
  const options = mode.options(object.name, key);
  return syncEffectOn(object.read, simulator, records, {
    ...options,
    startAt,
    settings: { ...options.settings, ...settings },
  });
}

function rejectsIn(folder: string): readonly unknown[] {
  return rejectedIn(folder).map(({ object, rejected_reason: reason, record }) => ({ object, reason, record }));
}

function countOf(effects: readonly Effect[]): Readonly<Record<string, number>> {
  const counts = Object.groupBy(effects, (effect) => effect);
  return Object.fromEntries(Object.entries(counts).map(([effect, all]) => [effect, all.length]));
}

function rejectsOf(effects: readonly Effect[], records: readonly RecordData[], object: string): readonly unknown[] {
  return records.flatMap((record, index) => {
    const reason = effects[index];
    return reason !== undefined && REJECTIONS.has(reason) ? [{ object, reason, record }] : [];
  });
}

/** What the account should hold afterwards: what it held before, with the effect of each record in turn. */
function expectedAfter(
  given: Case,
  before: readonly Held[],
  effects: readonly Effect[],
  records: readonly RecordData[],
): readonly unknown[] {
  const { object } = given;
  let after: readonly unknown[] = before;
  let target: Held | undefined = given.who === "held" ? heldIn(object, before) : undefined;
  for (const [index, effect] of effects.entries()) {
    const { id: _id, ...values } = records[index] ?? {};
    const others = after.filter((held) => held !== target);
    if (effect === "deleted") after = others;
    if (effect === "created") {
      target = createdFrom(given, values);
      after = [...others, target];
    }
    if (effect === "updated" && target !== undefined) {
      const updated: Held = { ...target, ...values, updated_at: ANY_TIME };
      after = after.map((held) => (held === target ? updated : held));
      target = updated;
    }
  }
  return after;
}

/** As the account shows it after only this record was written. */
function createdFrom({ object, accountOptions }: Case, record: RecordData): Held {
  const twin = object.account(accountOptions);
  object.seed(twin, [record], VIRTUAL_START);
  const created = object.read(twin, VIRTUAL_START).at(-1);
  if (created === undefined) throw new Error("what was seeded is not held");
  return "created_at" in created ? { ...created, created_at: ANY_TIME, updated_at: ANY_TIME } : created;
}

function heldIn(object: TestedObject, all: readonly Held[]): Held {
  const [key = "id"] = object.keys;
  const found = all.find((held) => columnsOf(key).every((column) => held[column] === object.held[column]));
  if (found === undefined) throw new Error("the account does not hold the held one");
  return found;
}
