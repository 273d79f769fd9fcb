import { describe, expect, it, vi } from "vitest";
import type { Dependency } from "../../objects/dependency.ts";
import type { Rejection } from "../../objects/rejection.ts";
import { AwaitedThings } from "./awaited-things.ts";

const ANA = "users external_id:ana";
const BEN = "users external_id:ben";
const ACME = "organizations external_id:acme";
const ACME_BY_NAME = "organizations name:acme";

/** A row that writes something. */
const ROW = {};
const ignoreWait = (): void => {};

/** An entry that names these, and how it waits. */
function entryNaming(awaited: AwaitedThings<object>, ...named: readonly Dependency[]) {
  const entry = {};
  const wake = vi.fn<() => void>();
  const waitsAs = (own: object, isDue: boolean): boolean =>
    awaited.waitIfNeeded(own, { object: "tickets", dependencies: named, isDue, wake });
  return { entry, wake, waits: (isDue = false) => waitsAs(entry, isDue), waitsAs };
}

const missing = (...things: readonly Dependency[]): Rejection => ({
  reason: "not_found",
  message: "Missing",
  missing: things,
});

const dependenciesIn = (...objects: readonly string[]) => new AwaitedThings<object>(objects);

describe("a row that names something", () => {
  it("waits while that is on its way, and is woken when it has its outcome", () => {
    const awaited = dependenciesIn("users");
    const { waits, wake } = entryNaming(awaited, [ANA]);
    expect(waits()).toBe(false);
    awaited.announce([ANA], ROW, ignoreWait);
    expect(waits()).toBe(true);
    expect(wake).not.toHaveBeenCalled();
    awaited.conclude([ANA], ROW);
    expect(wake).toHaveBeenCalledOnce();
    expect(waits()).toBe(false);
  });

  it("waits for one outcome of a thing that is written again and again", () => {
    const awaited = dependenciesIn("users");
    const { waits } = entryNaming(awaited, [ANA]);
    awaited.announce([ANA], ROW, ignoreWait);
    awaited.announce([ANA], {}, ignoreWait);
    expect(waits()).toBe(true);
    awaited.conclude([ANA], ROW);
    expect(waits()).toBe(false);
  });

  it("has that sent earlier once it is due", () => {
    const awaited = dependenciesIn("users");
    const { waits } = entryNaming(awaited, [ANA]);
    const expedite = vi.fn<() => void>();
    awaited.announce([ANA], ROW, expedite);
    waits();
    expect(expedite).not.toHaveBeenCalled();
    waits(true);
    expect(expedite).toHaveBeenCalledOnce();
  });

  it("waits for all that it names", () => {
    const awaited = dependenciesIn("users", "organizations");
    const { waits } = entryNaming(awaited, [ANA], [ACME, ACME_BY_NAME]);
    awaited.announce([ANA], ROW, ignoreWait);
    awaited.announce([ACME_BY_NAME], ROW, ignoreWait);
    expect(waits()).toBe(true);
    awaited.conclude([ANA], ROW);
    expect(waits()).toBe(true);
    awaited.conclude([ACME_BY_NAME], ROW);
    expect(waits()).toBe(false);
  });

  it("does not wait for rows of its own object before it was sent", () => {
    const awaited = dependenciesIn("tickets");
    awaited.announce(["tickets external_id:1"], ROW, ignoreWait);
    expect(entryNaming(awaited, ["tickets external_id:1"]).waits()).toBe(false);
  });
});

describe("a row that named something missing", () => {
  function parked(awaited: AwaitedThings<object>, ...named: readonly Dependency[]) {
    const own = entryNaming(awaited, ...named);
    own.waits();
    awaited.depart(own.entry);
    const entry = {};
    awaited.park(own.entry, entry, missing(...named));
    return { entry, wake: own.wake, waits: (isDue = false) => own.waitsAs(entry, isDue) };
  }

  it("waits until all of it was written", () => {
    const awaited = dependenciesIn("users");
    const { waits, wake } = parked(awaited, [ANA], [BEN]);
    expect(waits()).toBe(true);
    for (const thing of [ANA, BEN]) awaited.announce([thing], ROW, ignoreWait);
    awaited.conclude([ANA], ROW);
    expect(waits()).toBe(true);
    awaited.conclude([BEN], ROW);
    expect(wake).toHaveBeenCalled();
    expect(waits()).toBe(false);
  });

  it("does not wait if the sync cannot write it", () => {
    const awaited = dependenciesIn("organizations");
    expect(awaited.mayStillCome(missing([ANA]))).toBe(false);
    expect(awaited.mayStillCome(missing([ACME, ACME_BY_NAME]))).toBe(true);
    expect(awaited.mayStillCome(missing([ACME], [ANA]))).toBe(false);
  });

  it("is sent again at once if that came while it was on its way", () => {
    const awaited = dependenciesIn("users");
    const own = entryNaming(awaited, [ANA]);
    own.waits();
    awaited.depart(own.entry);
    awaited.announce([ANA], ROW, ignoreWait);
    awaited.conclude([ANA], ROW);
    const entry = {};
    awaited.park(own.entry, entry, missing([ANA]));
    expect(own.waitsAs(entry, false)).toBe(false);
  });

  it("is abandoned only while nothing that it misses is on its way", () => {
    const awaited = dependenciesIn("users");
    const { entry } = parked(awaited, [ANA]);
    expect(awaited.whyAbandoned(entry)).toEqual(missing([ANA]));
    awaited.announce([ANA], ROW, ignoreWait);
    expect(awaited.whyAbandoned(entry)).toBeUndefined();
  });

  it("lets others that name the same wait, until they are due or it is released", () => {
    const awaited = dependenciesIn("users");
    const { entry } = parked(awaited, [ANA]);
    const other = entryNaming(awaited, [ANA]);
    expect(other.waits()).toBe(true);
    expect(other.waits(true)).toBe(false);
    expect(other.waits()).toBe(true);
    awaited.release(entry);
    expect(other.wake).toHaveBeenCalledOnce();
    expect(other.waits()).toBe(false);
  });

  it("gives up a wait that would never end", () => {
    const awaited = dependenciesIn("users");
    awaited.announce([ANA], ROW, ignoreWait);
    const { waits, entry } = entryNaming(awaited, [ANA]);
    expect(waits()).toBe(true);
    expect(awaited.giveUp(entry)).toBeUndefined();
    expect(waits()).toBe(false);
    awaited.announce([BEN], ROW, ignoreWait);
    expect(awaited.giveUp(parked(awaited, [BEN]).entry)).toEqual(missing([BEN]));
  });
});
