import type { PendingRecord, WrittenEffect } from "airbyte-cdk-typescript";
import type { RejectedReason, Rejection } from "../rejects/rejection.ts";

interface StreamCounts {
  read: number;
  readonly effects: Map<WrittenEffect, number>;
  readonly reasons: Map<RejectedReason, number>;
  readonly rejectedFields: Map<string, number>;
}

const SHOWN_FIELDS = 3;

/** What has become of the records so far, and what it cost: for people, in numbers and names only. */
export class SyncSummary {
  readonly #streams = new Map<string, StreamCounts>();
  readonly #waits = new Map<string, number>();
  readonly #startedAt = Date.now();
  #requests = 0;
  #jobs = 0;

  noteRead(stream: string): void {
    this.#counts(stream).read += 1;
  }

  noteWritten(record: PendingRecord, effect: WrittenEffect): void {
    increment(this.#counts(record.stream.name).effects, effect);
  }

  noteRejected(record: PendingRecord, { reason, field }: Rejection): void {
    const counts = this.#counts(record.stream.name);
    increment(counts.reasons, reason);
    if (field !== undefined) increment(counts.rejectedFields, field);
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

  /** Several lines, for the end. */
  report(): string {
    const lines = [...this.#streams].map(([stream, counts]) => `  ${stream}: ${describe(counts)}`);
    const waits = [...this.#waits].map(([cause, ms]) => `${Math.round(ms / 1000)} s: ${cause}`);
    return [
      `Summary of the sync: ${this.#requests} requests, ${this.#jobs} bulk jobs, ${this.#seconds()} s.`,
      ...lines,
      ...(waits.length > 0 ? [`  waited ${waits.join("; ")}`] : []),
    ].join("\n");
  }

  #seconds(): string {
    return ((Date.now() - this.#startedAt) / 1000).toFixed(1);
  }

  #counts(stream: string): StreamCounts {
    const known = this.#streams.get(stream);
    if (known) return known;
    const counts: StreamCounts = { read: 0, effects: new Map(), reasons: new Map(), rejectedFields: new Map() };
    this.#streams.set(stream, counts);
    return counts;
  }
}

function describe({ read, effects, reasons, rejectedFields }: StreamCounts): string {
  const parts = [`${read} read`, ...[...effects].map(([effect, count]) => `${count} ${effect}`)];
  if (reasons.size > 0) {
    const why = [...reasons].map(([reason, count]) => `${count} ${reason}`).join(", ");
    parts.push(`${total(reasons)} rejected (${why})`);
  }
  const fields = [...rejectedFields].toSorted(([, a], [, b]) => b - a).slice(0, SHOWN_FIELDS);
  if (fields.length > 0) parts.push(`most rejected for ${fields.map(([field, n]) => `${field} (${n})`).join(", ")}`);
  return parts.join(", ");
}

function total(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function increment<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
