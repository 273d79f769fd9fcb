import { isJsonObject } from "airbyte-cdk-typescript";
import { numberText } from "../json/exact-json.ts";
import { joinAlternatives } from "../text/join-alternatives.ts";
import { AMBIGUOUS, type WriteAction, type Found, type Held, type Key, type ObjectType } from "./object-type.ts";
import type { FieldValues, KeyValue, WriteMode } from "./row.ts";

/** Zendesk ignores the case of most keys. Undefined for a value that is not a key. */
export function foldedKey(value: unknown): string | undefined {
  return keyText(value)?.toLowerCase();
}

/** A value of the key in the form that is compared. Undefined for a value that is not a key. */
export function comparedKey(
  value: unknown,
  { isCaseSensitive }: Pick<Key, "isCaseSensitive"> = {},
): string | undefined {
  return isCaseSensitive ? keyText(value) : foldedKey(value);
}

function keyText(value: unknown): string | undefined {
  return numberText(value) ?? (typeof value === "string" ? value : undefined);
}

type Keyed = Pick<ObjectType, "keys">;

export function matchingKeysOf({ keys }: Keyed): readonly string[] {
  return keys.map(({ column }) => column);
}

export function naturalKeysOf({ keys }: Keyed): readonly string[] {
  return keys.filter(({ isNatural }) => isNatural).map(({ column }) => column);
}

export function keyNamed<H extends Held>({ keys }: Pick<ObjectType<H>, "keys">, column: string): Key<H> {
  const key = keys.find((each) => each.column === column);
  if (!key) throw new Error(`${column} is not a key of the object`);
  return key;
}

/** The thing that was found; also undefined if there were several. */
export function onlyFound<H extends Held>(found: Found<H> | undefined): H | undefined {
  return found === AMBIGUOUS ? undefined : found;
}

/** The columns that make up a key: itself, or its parts. */
export function columnsOfKey({ column, parts }: Pick<Key, "column" | "parts">): readonly string[] {
  return parts ?? [column];
}

/** Every column that is a key, or part of one. */
export function keyColumnsOf({ keys }: Keyed): ReadonlySet<string> {
  return new Set(keys.flatMap(columnsOfKey));
}

/** The record's value of the key. No part of it may be missing. */
export function keyOf(key: Pick<Key, "column" | "parts">, values: FieldValues): KeyValue | undefined {
  const value = key.parts ? partsText(key.parts, values) : partText(values[key.column]);
  return value === undefined ? undefined : { column: key.column, value };
}

function partsText(parts: readonly string[], values: FieldValues): string | undefined {
  const texts = parts.map((column) => partText(values[column]));
  return texts.includes(undefined) ? undefined : JSON.stringify(texts);
}

/** A reference to something else in Zendesk may be an object of its keys. */
function partText(value: unknown): string | undefined {
  return keyText(value) ?? (isJsonObject(value) ? JSON.stringify(value) : undefined);
}

/** By what a record may be matched: `external_id, email or id`, or `user_id or user.email together with organization_id`. */
export function keysInWords(object: Keyed, names: readonly string[]): string {
  return alternativesByPlace(object, names).map(joinAlternatives).join(" together with ");
}

/** What each record needs: `external_id or email`, or `one of user_id or user.email and one of organization_id or …`. */
export function neededKeysInWords(object: Keyed, names: readonly string[]): string {
  const places = alternativesByPlace(object, names);
  if (places.length === 1) return keysInWords(object, names);
  return places.map((columns) => (columns.length === 1 ? "" : "one of ") + joinAlternatives(columns)).join(" and ");
}

/** The columns that may be the first part of one of the keys, the second, and so on. */
function alternativesByPlace(object: Keyed, names: readonly string[]): readonly (readonly string[])[] {
  const keys = names.map((name) => columnsOfKey(keyNamed(object, name)));
  const places = keys.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: places }, (_, place) => [...new Set(keys.flatMap((columns) => columns[place] ?? []))]);
}

/** The value of each of a key's columns. */
export function partsOfKey(object: Keyed, { column, value }: KeyValue): Readonly<Record<string, string>> {
  const { parts } = keyNamed(object, column);
  const texts: unknown = parts ? JSON.parse(value) : [value];
  if (!Array.isArray(texts)) throw new Error(`a key of ${column} has no list of values`);
  return Object.fromEntries((parts ?? [column]).map((part, place) => [part, String(texts[place])]));
}

/** A key and its value as it is compared. Two things that share one are the same thing. */
export function identityOf(column: string, compared: string): string {
  return `${column}:${compared}`;
}

export function splitIdentity(identity: string): KeyValue {
  const end = identity.indexOf(":");
  return { column: identity.slice(0, end), value: identity.slice(end + 1) };
}

/** The identity that a reference names. Zendesk ignores spaces around names and external ids, and the case of most keys. */
export function referredIdentity({ column, value }: KeyValue, key?: Pick<Key, "isCaseSensitive">): string {
  return identityOf(column, comparedKey(value.trim(), key) ?? "");
}

export function identitiesOf({ keys }: Keyed, values: FieldValues): readonly string[] {
  const identities: string[] = [];
  for (const key of keys) {
    const text = comparedKey(keyOf(key, values)?.value, key);
    if (text !== undefined) identities.push(identityOf(key.column, text));
  }
  // An array that grows has room for 17, and a record keeps this one until it is written.
  return identities.slice();
}

const ACTIONS: Readonly<Record<Exclude<WriteMode, "upsert">, WriteAction>> = {
  insert: "create",
  update: "update",
  delete: "delete",
};

/** The modes follow from what can be done to the object's things. */
export function hasMode({ actions }: Pick<ObjectType, "actions">, mode: WriteMode): boolean {
  const { create, update, upsert } = actions;
  if (mode === "upsert") return upsert !== undefined || (create !== undefined && update !== undefined);
  return actions[ACTIONS[mode]] !== undefined;
}
