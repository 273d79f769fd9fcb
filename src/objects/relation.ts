import type { ZendeskId } from "./outcome.ts";
import type { RequestContext } from "./request-context.ts";
import type { KeyValue } from "./row.ts";

/** The ids of the things of one object, by their keys. What was looked up is remembered. */
export interface IdDirectory {
  /** The id for each key; undefined where nothing has the key. */
  idsOf(keys: readonly KeyValue[], context: RequestContext): Promise<readonly (ZendeskId | undefined)[]>;
  /** Those that were looked up and not found, and that the sync has not written since. What is being looked up is awaited. */
  knownAbsent<K extends KeyValue>(keys: readonly K[]): Promise<ReadonlySet<K>>;
  /** Which of these ids no longer exist. Nothing that is remembered counts. */
  missingOf(ids: readonly string[], context: RequestContext): Promise<ReadonlySet<string>>;
  /** The sync may have written these: what is known of the keys and ids, present or absent, may be wrong now. */
  forget(changed: Changed): void;
  forgetAll(): void;
  /** The sync has written a thing with these identities. A search may take minutes to find it by them. */
  noteWritten(identities: readonly string[], id: ZendeskId): void;
  /** Zendesk has just said that this is the id. */
  learn(key: KeyValue, id: ZendeskId): void;
  /** The id of what the sync has last written with this key, if only a search can find it. It may have changed since. */
  writtenId(identity: string): ZendeskId | undefined;
  /** In a dry run, ids that the sync would have created or deleted take precedence over Zendesk's. */
  foresee(imagined: (identity: string) => Imagined): void;
}

/** The id of a thing; null: would have been deleted; undefined: not changed by the dry run. */
export type Imagined = ZendeskId | null | undefined;

export interface Changed {
  /** Each a column and a value, as `identitiesOf` writes them. */
  readonly identities: readonly string[];
  readonly ids: readonly ZendeskId[];
}

/** A key other than Zendesk's id. */
export type TargetKey = "external_id" | "email" | "name";

/** What a record may refer to. */
export interface Target {
  /** One such thing. */
  readonly noun: string;
  /** The name of the object that it is a thing of, if records can be written to it. */
  readonly object?: string;
  /** In the order in which a plain text is tried. A text with an @ is an address, where `email` is a key. */
  readonly keys: readonly TargetKey[];
}

/** A field of a record that refers to something else in Zendesk, which takes the id in `<field>_id`. */
export interface RelationField {
  readonly field: string;
  readonly target: Target;
  /** The field is a list of at most this many. Zendesk takes the ids in a list: `organization_ids` for `organizations`. */
  readonly maxItems?: number;
}

export interface Relation extends RelationField {
  readonly directory: IdDirectory;
}

/** Zendesk's own column of a relation. */
export function idColumnOf({ field, maxItems }: Pick<RelationField, "field" | "maxItems">): string {
  return maxItems === undefined ? `${field}_id` : `${field.replace(/s$/, "")}_ids`;
}

const COLUMNS = new WeakMap<RelationField, readonly string[]>();

/** The columns that may hold the reference, in the order in which the first that does counts. */
export function columnsOfRelation(relation: RelationField): readonly string[] {
  const known = COLUMNS.get(relation);
  if (known) return known;
  const { field, maxItems, target } = relation;
  const columns =
    maxItems === undefined ? [idColumnOf(relation), field, ...target.keys.map((key) => `${field}.${key}`)] : [field];
  // Every record asks for them.
  COLUMNS.set(relation, columns);
  return columns;
}
