import type { ConnectorMessage } from "./connector-process.ts";

interface Counts {
  created: number;
  updated: number;
  rejected: number;
}

/** What the states that come back say of each stream. */
export class StreamCounts {
  states = 0;
  readonly #byStream = new Map<string, Counts>();

  get processed(): number {
    return [...this.#byStream.values()].reduce(
      (sum, { created, updated, rejected }) => sum + created + updated + rejected,
      0,
    );
  }

  add({ state }: ConnectorMessage): void {
    if (state === undefined) return;
    this.states += 1;
    const { name } = state.stream.stream_descriptor;
    const counts = this.#byStream.get(name) ?? { created: 0, updated: 0, rejected: 0 };
    const { additionalStats, rejectedRecordCount } = state.destinationStats;
    counts.created += additionalStats["created"] ?? 0;
    counts.updated += additionalStats["updated"] ?? 0;
    counts.rejected += rejectedRecordCount;
    this.#byStream.set(name, counts);
  }

  rows(read: Readonly<Record<string, number>>): readonly (readonly (string | number)[])[] {
    return Object.entries(read).map(([stream, count]) => {
      const { created, updated, rejected } = this.#byStream.get(stream) ?? { created: 0, updated: 0, rejected: 0 };
      return [stream, count, created, updated, rejected];
    });
  }
}
