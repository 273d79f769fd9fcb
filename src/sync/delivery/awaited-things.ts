import type { NamedThing, Rejection } from "../../objects/rejection.ts";

/** How one queue entry stands to the things that it names. */
interface Naming {
  readonly things: ReadonlySet<string>;
  /** Things whose rows had their outcome since the entry began to wait, or was sent. */
  readonly arrived: Set<string>;
  /** What Zendesk did not have when the entry was sent. */
  missing: readonly NamedThing[];
  rejection: Rejection | undefined;
  /** The things under which the entry is watched. */
  watched: readonly string[];
  isInFlight: boolean;
  wake: () => void;
}

/** What there is to say of an entry that may have to wait. */
interface Wait {
  /** The name of its object. */
  readonly object: string;
  readonly thingsNamed: () => readonly NamedThing[];
  /** It waited before a flush, so it waits only for what is on its way. */
  readonly isDue: boolean;
  /** Called when it may no longer have to wait. */
  readonly wake: () => void;
}

/**
 * What rows of a sync name and other rows of it write. A row waits while what it names is on its way. A row that named
 * something missing waits for the sync to write it, and so do other rows that name the same thing.
 */
export class AwaitedThings<Entry extends object> {
  /** Names of the objects that the sync writes. */
  readonly #written: ReadonlySet<string>;
  /** How many rows on their way write a thing. */
  readonly #coming = new Map<string, number>();
  /** How many rows wait because a thing was missing. */
  readonly #absent = new Map<string, number>();
  readonly #expedite = new Map<string, (identity: string) => void>();
  readonly #watching = new Map<string, Set<Naming>>();
  readonly #namings = new WeakMap<Entry, Naming>();

  constructor(written: Iterable<string>) {
    this.#written = new Set(written);
  }

  /** Calls `expedite` with the identity of a thing of the object that something due waits for. */
  onAwaited(object: string, expedite: (identity: string) => void): void {
    this.#expedite.set(object, expedite);
  }

  /** A row that writes these is on its way. */
  announce(things: readonly string[]): void {
    for (const thing of things) add(this.#coming, thing, 1);
  }

  /** A row that writes these has its outcome. */
  conclude(things: readonly string[]): void {
    for (const thing of things) add(this.#coming, thing, -1);
    for (const thing of things) this.#noteArrival(thing);
  }

  /** Whether the entry must wait for something that it names. */
  isWaiting(entry: Entry, { isDue, object, thingsNamed, wake }: Wait): boolean {
    const naming = this.#namings.get(entry) ?? this.#createNaming(entry, thingsNamed(), object);
    naming.wake = wake;
    const reasons = [...naming.things].filter((thing) => this.#isReason(thing, naming, isDue));
    this.#watch(naming, reasons);
    if (isDue) for (const thing of reasons) this.#expedite.get(objectOf(thing))?.(thing.slice(thing.indexOf(" ") + 1));
    return reasons.length > 0;
  }

  /** The entry is sent. Until it is released or parked, what arrives is noted. */
  depart(entry: Entry): void {
    const naming = this.#namings.get(entry);
    if (!naming) return;
    naming.arrived.clear();
    naming.isInFlight = true;
    this.#watch(naming, [...naming.things]);
  }

  /** The entry has its outcome, or is sent again as others. */
  release(entry: Entry): void {
    const naming = this.#namings.get(entry);
    if (!naming) return;
    naming.isInFlight = false;
    this.#setMissing(naming, []);
    this.#watch(naming, []);
  }

  /** Whether a row was rejected for nothing but what the sync may still write. */
  mayStillCome({ missing = [] }: Rejection): boolean {
    const mayCome = (named: NamedThing): boolean => named.some((thing) => this.#written.has(objectOf(thing)));
    return missing.length > 0 && missing.every(mayCome);
  }

  /** The entry waits for what was missing, as `parked`. */
  park(entry: Entry, parked: Entry, rejection: Rejection): void {
    const naming = this.#namings.get(entry);
    const { missing } = rejection;
    if (!naming || !missing) throw new Error("a row that lacks nothing is to wait");
    // What came while the entry was on its way is looked up again.
    this.#setMissing(
      naming,
      missing.filter((each) => !each.some((thing) => naming.arrived.has(thing))),
    );
    naming.isInFlight = false;
    naming.rejection = rejection;
    this.#namings.set(parked, naming);
  }

  /** The rejection of a parked entry, unless what it names is on its way. */
  whyAbandoned(entry: Entry): Rejection | undefined {
    const naming = this.#namings.get(entry);
    const isComing = naming?.missing.some((each) => each.some((thing) => this.#coming.has(thing)));
    return naming && naming.missing.length > 0 && isComing !== true ? naming.rejection : undefined;
  }

  /** The entry waits no more: what it waits for waits for it. Undefined for one that was never sent. */
  giveUp(entry: Entry): Rejection | undefined {
    const naming = this.#namings.get(entry);
    if (!naming) return undefined;
    for (const thing of naming.things) naming.arrived.add(thing);
    return naming.missing.length > 0 ? naming.rejection : undefined;
  }

  #isReason(thing: string, { arrived, missing }: Naming, isDue: boolean): boolean {
    if (missing.some((each) => each.includes(thing))) return true;
    if (arrived.has(thing)) return false;
    return this.#coming.has(thing) || (!isDue && this.#absent.has(thing));
  }

  /** Zendesk writes the rows of a job in order, so things of the same object are waited for only once they were missing. */
  #createNaming(entry: Entry, named: readonly NamedThing[], object: string): Naming {
    const things = new Set(named.flat());
    const naming: Naming = {
      things,
      arrived: new Set([...things].filter((thing) => objectOf(thing) === object)),
      missing: [],
      rejection: undefined,
      watched: [],
      isInFlight: false,
      wake: () => {},
    };
    this.#namings.set(entry, naming);
    return naming;
  }

  #watch(naming: Naming, things: readonly string[]): void {
    for (const thing of naming.watched) {
      const watching = this.#watching.get(thing);
      watching?.delete(naming);
      if (watching?.size === 0) this.#watching.delete(thing);
    }
    naming.watched = things;
    for (const thing of things) {
      const watching = this.#watching.get(thing) ?? new Set();
      this.#watching.set(thing, watching.add(naming));
    }
  }

  #setMissing(naming: Naming, missing: readonly NamedThing[]): void {
    const before = naming.missing.flat();
    naming.missing = missing;
    for (const thing of missing.flat()) add(this.#absent, thing, 1);
    for (const thing of before) add(this.#absent, thing, -1);
    for (const thing of before) if (!this.#absent.has(thing)) this.#wake(this.#watchersOf(thing));
  }

  #noteArrival(thing: string): void {
    const watchers = this.#watchersOf(thing);
    for (const naming of watchers) {
      naming.arrived.add(thing);
      const left = naming.missing.filter((each) => !each.includes(thing));
      if (left.length < naming.missing.length) this.#setMissing(naming, left);
    }
    this.#wake(watchers);
  }

  /** As they are now: those that must wait on are watched again. */
  #watchersOf(thing: string): readonly Naming[] {
    return [...(this.#watching.get(thing) ?? [])];
  }

  #wake(namings: readonly Naming[]): void {
    for (const naming of namings) {
      if (naming.isInFlight) continue;
      this.#watch(naming, []);
      naming.wake();
    }
  }
}

function objectOf(thing: string): string {
  return thing.slice(0, thing.indexOf(" "));
}

function add(counts: Map<string, number>, thing: string, by: 1 | -1): void {
  const count = (counts.get(thing) ?? 0) + by;
  if (count < 0) throw new Error("more rows of a thing had their outcome than were announced");
  if (count === 0) counts.delete(thing);
  else counts.set(thing, count);
}
