import type { PendingRecord, StreamDescriptor, WrittenEffect } from "airbyte-cdk-typescript";
import type { RejectedReason, Rejection } from "../../objects/rejection.ts";
import { readClock } from "../../time/clock.ts";
import { counted, grouped } from "../../text/counted.ts";
import { describeCounts, listFields, sumOf } from "./summary-text.ts";

interface StreamCounts {
  read: number;
  readonly effects: Map<WrittenEffect, number>;
  readonly reasons: Map<RejectedReason, number>;
  readonly rejectedFields: Map<string, number>;
}

const SHOWN_CHANGES = 20;
const SHOWN_DROPPED = 20;
/** Names come from records. Beyond this many, new names are not counted. */
const MAX_NAMES = 1000;

export interface SummaryEnd {
  /** Where rejected records are; undefined: nowhere. */
  readonly rejectLocation: string | undefined;
  /** Lines about things that records with different external ids were written to. */
  readonly sharedThings: readonly string[];
}

interface SummarySettings {
  readonly isDryRun?: boolean;
  /** Whether what the records change is stored. */
  readonly logsChanges?: boolean;
}

/** What happened to the records so far, and what it cost, in numbers and names only. */
export class SyncSummary {
  readonly #isDryRun: boolean;
  readonly #logsChanges: boolean;
  readonly #streams = new Map<string, StreamCounts>();
  readonly #waits = new Map<string, number>();
  readonly #startedAt = readClock();
  readonly #dropped = new Map<string, number>();
  readonly #changes: string[] = [];
  readonly #uncheckedDeletions = new Map<string, number>();
  #uncheckedKeys = 0;
  #requests = 0;
  #jobs = 0;

  constructor({ isDryRun = false, logsChanges = false }: SummarySettings = {}) {
    this.#isDryRun = isDryRun;
    this.#logsChanges = logsChanges && !isDryRun;
  }

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

  /** In a dry run: the names of the fields that a record would change. */
  noteChanges({ stream }: PendingRecord, ordinal: number, changes: readonly string[]): void {
    if (this.#changes.length < SHOWN_CHANGES) {
      this.#changes.push(`record ${grouped(ordinal)} of ${stream.name} would change ${changes.join(", ")}`);
    }
  }

  /** In a dry run: it was not looked up whether something else has one of the record's keys. */
  noteUncheckedKey(): void {
    this.#uncheckedKeys += 1;
  }

  /** In a dry run: Zendesk may refuse the deletion for this reason. */
  noteUncheckedDeletion(why: string): void {
    increment(this.#uncheckedDeletions, why);
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
    return this.#sum(({ reasons }) => sumOf(reasons));
  }

  get deleted(): number {
    return this.#sum(({ effects }) => effects.get("deleted") ?? 0);
  }

  /** One line, for while the sync runs. */
  progress(): string {
    const read = this.#sum((counts) => counts.read);
    const rejected = `${grouped(this.rejected)} rejected`;
    return (
      `${counted(read, "record")} read, ${grouped(this.#processed)} processed (${rejected}), ` +
      `${counted(this.#requests, "request")}, ${this.#seconds} s`
    );
  }

  /** Several lines, for the end. */
  report({ rejectLocation, sharedThings }: SummaryEnd): string {
    const what = this.#isDryRun ? "dry run" : "sync";
    const waits = [...this.#waits].map(([cause, ms]) => `${grouped(Math.round(ms / 1000))} s: ${cause}`);
    const dropped = listFields(this.#dropped, SHOWN_DROPPED);
    const lines = [
      ...[...this.#streams].map(
        ([stream, counts]) => `${stream}: ${describeCounts(counts, { isDryRun: this.#isDryRun })}`,
      ),
      ...(dropped === "" ? [] : [`invalid values not written: ${dropped}`]),
      ...sharedThings,
      ...(this.#uncheckedKeys > 0 ? [this.#uncheckedKeysLine] : []),
      ...[...this.#uncheckedDeletions].map(
        ([why, count]) => `deletions not checked: ${counted(count, "record")}, ${why}`,
      ),
      ...(this.rejected > 0
        ? [`rejected records: ${rejectLocation ?? "not stored (setting object_storage_config)"}`]
        : []),
      ...(this.#isDryRun && rejectLocation !== undefined ? [`what would change: ${rejectLocation}`] : []),
      ...(this.#logsChanges && rejectLocation !== undefined ? [`what changed: ${rejectLocation}`] : []),
      ...this.#changes,
      ...(waits.length > 0 ? [`waited ${waits.join("; ")}`] : []),
    ];
    const head =
      `Summary of the ${what}: ${counted(this.#processed, "record")} processed, ${counted(this.#requests, "request")}, ` +
      `${counted(this.#jobs, "bulk job")}, ${this.#seconds} s.`;
    return [head, ...lines.map((line) => `  ${line}`)].join("\n");
  }

  get #uncheckedKeysLine(): string {
    const records = `${counted(this.#uncheckedKeys, "record")} ${this.#uncheckedKeys === 1 ? "has" : "have"}`;
    return `keys not checked: ${records} a key that may belong to something else in Zendesk. A real sync may update that thing instead, or reject the record`;
  }

  get #processed(): number {
    return this.#sum(({ effects, reasons }) => sumOf(effects) + sumOf(reasons));
  }

  get #seconds(): string {
    return ((readClock() - this.#startedAt) / 1000).toFixed(1);
  }

  #sum(count: (counts: StreamCounts) => number): number {
    return [...this.#streams.values()].reduce((sum, counts) => sum + count(counts), 0);
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

function increment<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  if (counts.size >= MAX_NAMES && !counts.has(key)) return;
  counts.set(key, (counts.get(key) ?? 0) + by);
}
