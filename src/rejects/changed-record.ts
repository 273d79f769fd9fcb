import type { StreamDescriptor } from "airbyte-cdk-typescript";

/** What a record has changed, or in a dry run what it would change. */
export interface ChangedRecord {
  readonly isDryRun: boolean;
  readonly at: Date;
  /** Counts the changes of a sync, because several may be of the same time. */
  readonly sequence: number;
  readonly object: string;
  readonly effect: string;
  /** By column: a key may consist of several. */
  readonly key: Readonly<Record<string, string>>;
  /** Undefined: it would be created, or Zendesk did not say. */
  readonly zendeskId: number | string | undefined;
  /** Why the change is not certain. */
  readonly doubt?: string | undefined;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

/** For people who want to see what changes, and for taking it back. */
export function changedRecordLine(stream: StreamDescriptor, record: ChangedRecord): string {
  const { at, changes, doubt, effect, isDryRun, key, object, sequence, zendeskId } = record;
  return JSON.stringify({
    stream: stream.name,
    namespace: stream.namespace ?? null,
    object,
    ...(isDryRun ? { would_be: effect } : { effect, changed_at: at.toISOString(), sequence, doubt: doubt ?? null }),
    key,
    zendesk_id: zendeskId ?? null,
    fields: Object.fromEntries(changes.map(({ field, before, after }) => [field, { before, after }])),
  });
}
