import type { PendingRecord, StreamDescriptor, WrittenEffect } from "airbyte-cdk-typescript";
import type { RejectedReason, Rejection } from "../rejects/rejection.ts";
import { readClock } from "../zendesk/clock.ts";

interface StreamCounts {
  read: number;
  readonly effects: Map<WrittenEffect, number>;
  readonly reasons: Map<RejectedReason, number>;
  readonly rejectedFields: Map<string, number>;
}

const SHOWN_FIELDS = 3;
const SHOWN_CHANGES = 20;
const SHOWN_DROPPED = 20;

/** What has become of the records so far, and what it cost: for people, in numbers and names only. */
export class SyncSummary {
  readonly #streams = new Map<string, StreamCounts>();
  readonly #waits = new Map<string, number>();
  readonly #startedAt = readClock();
  readonly #dropped = new Map<string, number>();
  readonly #changes: string[] = [];
  #requests = 0;
  #jobs = 0;

  noteRead({ stream }: PendingRecord): void {
    this.#counts(stream).read += 1;
  }

  noteWritten(record: PendingRecord, effect: WrittenEffect): void {
    increment(this.#counts(record.stream).effects, effect);
  }

  noteRejected(record: PendingRecord, { reason, field, shownField = field }: Rejection): void {
    const counts = this.#counts(record.stream);
    increment(counts.reasons, reason);
    if (shownField !== undefined) increment(counts.rejectedFields, shownField);
  }

  noteDropped(field: string): void {
    increment(this.#dropped, field);
  }

  /** Names of the fields that a record would change, in a rehearsal. */
  noteChanges({ stream }: PendingRecord, ordinal: number, changes: readonly string[]): void {
    if (this.#changes.length < SHOWN_CHANGES) {
      this.#changes.push(`record ${ordinal} of ${stream.name} would change ${changes.join(", ")}`);
    }
  }

  noteRequest(): void {
    this.#requests += 1;
  }

  noteJob(): void {
    this.#jobs += 1;
  }

  noteWait(cause: string, ms: number): void {
    increment(this.#waits, cause, ms);
  }

  get rejected(): number {
    return [...this.#streams.values()].reduce((sum, { reasons }) => sum + total(reasons), 0);
  }

  /** One line, for while the sync runs. */
  progress(): string {
    const streams = [...this.#streams.values()];
    const settled = streams.reduce((sum, { effects, reasons }) => sum + total(effects) + total(reasons), 0);
    const read = streams.reduce((sum, counts) => sum + counts.read, 0);
    return `${read} records read, ${settled} settled (${this.rejected} rejected), ${this.#requests} requests, ${this.#seconds()} s`;
  }

  /** Several lines, for the end; `rejectLocation`: where rejected records are. */
  report(rejectLocation: string | undefined): string {
    const lines = [...this.#streams].map(([stream, counts]) => `  ${stream}: ${describe(counts)}`);
    const waits = [...this.#waits].map(([cause, ms]) => `${Math.round(ms / 1000)} s: ${cause}`);
    return [
      `Summary of the sync: ${this.#requests} requests, ${this.#jobs} bulk jobs, ${this.#seconds()} s.`,
      ...lines,
      ...(this.#dropped.size > 0
        ? [`  left out as invalid: ${counted(mostFrequent(this.#dropped, SHOWN_DROPPED))}`]
        : []),
      ...(this.rejected > 0
        ? [`  rejected records: ${rejectLocation ?? "not kept (setting object_storage_config)"}`]
        : []),
      ...this.#changes.map((change) => `  ${change}`),
      ...(waits.length > 0 ? [`  waited ${waits.join("; ")}`] : []),
    ].join("\n");
  }

  #seconds(): string {
    return ((readClock() - this.#startedAt) / 1000).toFixed(1);
  }

  #counts(stream: StreamDescriptor): StreamCounts {
    const name = displayName(stream);
    const known = this.#streams.get(name);
    if (known) return known;
    const counts: StreamCounts = { read: 0, effects: new Map(), reasons: new Map(), rejectedFields: new Map() };
    this.#streams.set(name, counts);
    return counts;
  }
}

function displayName({ name, namespace }: StreamDescriptor): string {
  return namespace === undefined ? name : `${namespace}.${name}`;
}

function describe({ read, effects, reasons, rejectedFields }: StreamCounts): string {
  const parts = [`${read} read`, ...[...effects].map(([effect, count]) => `${count} ${effect}`)];
  if (reasons.size > 0) {
    parts.push(`${total(reasons)} rejected (${counted(reasons)})`);
  }
  if (rejectedFields.size > 0) parts.push(`most rejected for ${counted(mostFrequent(rejectedFields, SHOWN_FIELDS))}`);
  return parts.join(", ");
}

function mostFrequent(counts: ReadonlyMap<string, number>, most: number): ReadonlyMap<string, number> {
  return new Map([...counts].toSorted(([, a], [, b]) => b - a).slice(0, most));
}

function counted(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([what, count]) => `${count} ${what}`).join(", ");
}

function total(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Names come from records: beyond this many, further ones are not told apart. */
const MAX_NAMES = 1000;

function increment<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  if (counts.size >= MAX_NAMES && !counts.has(key)) return;
  counts.set(key, (counts.get(key) ?? 0) + by);
}
