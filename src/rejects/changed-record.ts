import type { StreamDescriptor } from "airbyte-cdk-typescript";

/** What a record would do, in a dry run. */
export interface ChangedRecord {
  readonly object: string;
  readonly effect: string;
  /** By column: a key may consist of several. */
  readonly key: Readonly<Record<string, string>>;
  /** Undefined: it would be created. */
  readonly zendeskId: number | string | undefined;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

/** A record that would change something, for people who want to see the change first. */
export function changedRecordLine(stream: StreamDescriptor, record: ChangedRecord): string {
  const { changes, effect, key, object, zendeskId } = record;
  return JSON.stringify({
    stream: stream.name,
    namespace: stream.namespace ?? null,
    object,
    would_be: effect,
    key,
    zendesk_id: zendeskId ?? null,
    fields: Object.fromEntries(changes.map(({ field, before, after }) => [field, { before, after }])),
  });
}
