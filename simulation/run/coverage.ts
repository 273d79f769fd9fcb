/** What runs have covered. The numbers of several runs add up. */
export interface Coverage {
  readonly counts: Counts;
  /** How often each fault struck, by its name. */
  readonly faults: Readonly<Record<string, number>>;
  /** How attempts ended: "succeeded", "transient_error", "SIGKILL", … */
  readonly ends: Readonly<Record<string, number>>;
}

export interface Counts {
  syncs: number;
  attempts: number;
  records: number;
  states: number;
  jobs: number;
  requests: number;
  /** What other people changed in the account. */
  othersChanges: number;
  virtualMs: number;
  /** People whose final state is not checked; see `ExcusedPeople`. */
  excused: number;
}

export const NOTHING: Coverage = {
  counts: {
    syncs: 0,
    attempts: 0,
    records: 0,
    states: 0,
    jobs: 0,
    requests: 0,
    othersChanges: 0,
    virtualMs: 0,
    excused: 0,
  },
  faults: {},
  ends: {},
};

export function sum(a: Coverage, b: Coverage): Coverage {
  return { counts: added(a.counts, b.counts), faults: added(a.faults, b.faults), ends: added(a.ends, b.ends) };
}

function added<Figures extends Readonly<Record<string, number>> | Counts>(a: Figures, b: Figures): Figures {
  const total: Record<string, number> = { ...a };
  for (const [name, figure] of Object.entries(b)) total[name] = (total[name] ?? 0) + Number(figure);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same names, each with a number
  return total as Figures;
}
