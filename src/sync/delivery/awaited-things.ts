import { type OneOrSeveral, listOf, withAdded } from "../../compact/one-or-several.ts";
import { type Dependency, objectOfIdentity } from "../../objects/dependency.ts";
import type { Rejection } from "../../objects/rejection.ts";

/** A queue entry and the things that it depends on. */
interface Dependent {
  readonly things: ReadonlySet<string>;
  /** Things whose rows had their outcome since the entry began to wait, or was sent. */
  readonly arrived: Set<string>;
  /** What Zendesk did not have when the entry was sent. */
  missing: readonly Dependency[];
  rejection: Rejection | undefined;
  /** The things under which the entry is watched. */
  watched: readonly string[];
  isInFlight: boolean;
  wake: () => void;
}

/** What decides whether an entry waits. */
interface Wait {
  /** The name of its object. */
  readonly object: string;
  /** At least one: most entries depend on nothing, and do not get here. */
  readonly dependencies: readonly Dependency[];
  /** It waited before a flush, so it waits only for what is on its way. */
  readonly isDue: boolean;
  /** Called when it may no longer have to wait. */
  readonly wake: () => void;
}

/** A row on its way. `expedite` has it sent earlier. */
interface Announced<Row extends object> {
  readonly row: Row;
  readonly expedite: (row: Row) => void;
}

/**
 * Things that rows of a sync depend on and other rows of it write. A row waits while such a thing is on its way. A row
 * that lacked one waits for the sync to write it, and so do other rows that depend on the same thing.
 */
export class AwaitedThings<Entry extends object, Row extends object = object> {
  /** Names of the objects that the sync writes. */
  readonly #written: ReadonlySet<string>;
  /** The rows on their way that write a thing, in order. It is nearly always one, which takes no list. */
  readonly #coming = new Map<string, OneOrSeveral<Announced<Row>>>();
  /** How many rows wait because a thing was missing. */
  readonly #absent = new Map<string, number>();
  readonly #watching = new Map<string, Set<Dependent>>();
  readonly #dependents = new WeakMap<Entry, Dependent>();

  constructor(written: Iterable<string>) {
    this.#written = new Set(written);
  }

  /** A row that writes these is on its way. `expedite` is called when something due waits for one of them. */
  announce(things: readonly string[], row: Row, expedite: (row: Row) => void): void {
    const announced = { row, expedite };
    for (const thing of things) this.#coming.set(thing, withAdded(this.#coming.get(thing), announced));
  }

  /** A row that writes these has its outcome. */
  conclude(things: readonly string[], row: Row): void {
    for (const thing of things) {
      const rows = this.#coming.get(thing);
      const others = rows && "row" in rows && rows.row === row ? [] : without(row, listOf(rows));
      if (others.length === 0) this.#coming.delete(thing);
      else this.#coming.set(thing, others);
    }
    for (const thing of things) this.#noteArrival(thing);
  }

  /** Has the entry wait for what it depends on, until `wake` is called. False: it may be sent. */
  waitIfNeeded(entry: Entry, { dependencies, isDue, object, wake }: Wait): boolean {
    const dependent = this.#dependents.get(entry) ?? this.#createDependent(entry, dependencies, object);
    dependent.wake = wake;
    const reasons = [...dependent.things].filter((thing) => this.#isReason(thing, dependent, isDue));
    this.#watch(dependent, reasons);
    if (isDue) this.#expediteAll(reasons);
    return reasons.length > 0;
  }

  /** The entry is sent. Until it is released or parked, what arrives is noted. */
  depart(entry: Entry): void {
    const dependent = this.#dependents.get(entry);
    if (!dependent) return;
    dependent.arrived.clear();
    dependent.isInFlight = true;
    this.#watch(dependent, [...dependent.things]);
  }

  /** The entry has its outcome, or is sent again as others. */
  release(entry: Entry): void {
    const dependent = this.#dependents.get(entry);
    if (!dependent) return;
    dependent.isInFlight = false;
    this.#setMissing(dependent, []);
    this.#watch(dependent, []);
  }

  /** Whether a row was rejected for nothing but what the sync may still write. */
  mayStillCome({ missing = [] }: Rejection): boolean {
    const mayCome = (dependency: Dependency): boolean =>
      dependency.some((thing) => this.#written.has(objectOfIdentity(thing)));
    return missing.length > 0 && missing.every(mayCome);
  }

  /** The entry waits for what was missing, as `parked`. */
  park(entry: Entry, parked: Entry, rejection: Rejection): void {
    const dependent = this.#dependents.get(entry);
    const { missing } = rejection;
    if (!dependent || !missing) throw new Error("a row that lacks nothing cannot wait");
    // What came while the entry was on its way is looked up again.
    this.#setMissing(
      dependent,
      missing.filter((each) => !each.some((thing) => dependent.arrived.has(thing))),
    );
    dependent.isInFlight = false;
    dependent.rejection = rejection;
    this.#dependents.set(parked, dependent);
  }

  /** The rejection of a parked entry, unless what it lacks is on its way. */
  whyAbandoned(entry: Entry): Rejection | undefined {
    const dependent = this.#dependents.get(entry);
    const isComing = dependent?.missing.some((each) => each.some((thing) => this.#coming.has(thing)));
    return dependent && dependent.missing.length > 0 && isComing !== true ? dependent.rejection : undefined;
  }

  /** Ends the wait of an entry that waits for something that waits for the entry. Undefined for one that was never sent. */
  giveUp(entry: Entry): Rejection | undefined {
    const dependent = this.#dependents.get(entry);
    if (!dependent) return undefined;
    for (const thing of dependent.things) dependent.arrived.add(thing);
    return dependent.missing.length > 0 ? dependent.rejection : undefined;
  }

  /** The first outcome of a thing ends the wait for it. */
  #expediteAll(things: readonly string[]): void {
    for (const thing of things) {
      const [first] = listOf(this.#coming.get(thing));
      first?.expedite(first.row);
    }
  }

  #isReason(thing: string, { arrived, missing }: Dependent, isDue: boolean): boolean {
    if (missing.some((each) => each.includes(thing))) return true;
    if (arrived.has(thing)) return false;
    return this.#coming.has(thing) || (!isDue && this.#absent.has(thing));
  }

  /** Zendesk writes the rows of a job in order, so things of the same object are waited for only once they were missing. */
  #createDependent(entry: Entry, dependencies: readonly Dependency[], object: string): Dependent {
    const things = new Set(dependencies.flat());
    const dependent: Dependent = {
      things,
      arrived: new Set([...things].filter((thing) => objectOfIdentity(thing) === object)),
      missing: [],
      rejection: undefined,
      watched: [],
      isInFlight: false,
      wake: () => {},
    };
    this.#dependents.set(entry, dependent);
    return dependent;
  }

  #watch(dependent: Dependent, things: readonly string[]): void {
    for (const thing of dependent.watched) {
      const watching = this.#watching.get(thing);
      watching?.delete(dependent);
      if (watching?.size === 0) this.#watching.delete(thing);
    }
    dependent.watched = things;
    for (const thing of things) {
      const watching = this.#watching.get(thing) ?? new Set();
      this.#watching.set(thing, watching.add(dependent));
    }
  }

  #setMissing(dependent: Dependent, missing: readonly Dependency[]): void {
    const before = dependent.missing.flat();
    dependent.missing = missing;
    for (const thing of missing.flat()) add(this.#absent, thing, 1);
    for (const thing of before) add(this.#absent, thing, -1);
    for (const thing of before) if (!this.#absent.has(thing)) this.#wake(this.#watchersOf(thing));
  }

  #noteArrival(thing: string): void {
    if (!this.#watching.has(thing)) return;
    const watchers = this.#watchersOf(thing);
    for (const dependent of watchers) {
      dependent.arrived.add(thing);
      const left = dependent.missing.filter((each) => !each.includes(thing));
      if (left.length < dependent.missing.length) this.#setMissing(dependent, left);
    }
    this.#wake(watchers);
  }

  /** As they are now: those that must wait on are watched again. */
  #watchersOf(thing: string): readonly Dependent[] {
    return [...(this.#watching.get(thing) ?? [])];
  }

  #wake(dependents: readonly Dependent[]): void {
    for (const dependent of dependents) {
      if (dependent.isInFlight) continue;
      this.#watch(dependent, []);
      dependent.wake();
    }
  }
}

function without<Row extends object>(row: Row, rows: readonly Announced<Row>[]): readonly Announced<Row>[] {
  const others = rows.filter((announced) => announced.row !== row);
  if (others.length === rows.length) throw new Error("an outcome was reported for a row that was never announced");
  return others;
}

function add(counts: Map<string, number>, thing: string, by: 1 | -1): void {
  const count = (counts.get(thing) ?? 0) + by;
  if (count < 0) throw new Error("more rows stopped waiting for a thing than began to");
  if (count === 0) counts.delete(thing);
  else counts.set(thing, count);
}
