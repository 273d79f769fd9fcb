import { naturalKeysOf } from "../objects/keys.ts";
import type { Held } from "../objects/object-type.ts";
import type { RequestContext } from "../objects/request-context.ts";
import { heldValue, isEmpty } from "../objects/write/compare.ts";
import type { ChangedThing } from "./changed-things.ts";
import type { Differences, HeldThing, ReadObject } from "./current-state.ts";
import { keyValues } from "./key-of-thing.ts";
import type { SyncMemberships } from "./sync-memberships.ts";
import { type Verdict, changedSince } from "./verdict.ts";

export interface Surroundings {
  readonly context: RequestContext;
  readonly memberships: SyncMemberships;
}

/** Deletions cannot be undone, so any sign that others have used the thing keeps it. */
export async function judgeCreated(
  each: HeldThing,
  { after }: Differences,
  read: ReadObject,
  { context, memberships }: Surroundings,
): Promise<Verdict> {
  const { held, thing } = each;
  const { object } = read;
  const unseen = new Set(object.quirks?.unseen);
  const byOthers = [...after].filter(
    (field) => !unseen.has(field) && Object.hasOwn(held, field.split(".")[0] ?? field),
  );
  if (byOthers.length > 0) return changedSince(thing, byOthers);
  if (mayHaveChanged(each, read)) return { thing, note: "was left alone: it changed since the sync" };
  if (object.quirks?.members) {
    const members = await object.quirks.members(held, context);
    if (!members) return { thing, note: "was left alone: it has too many users to see whether others have added some" };
    if (members.some((id) => !memberships.has(held.id, id))) {
      return { thing, note: "was left alone: others have added users to it" };
    }
  }
  // With its other keys, it is deleted before something else gets one of them.
  const keys = naturalKeysOf(object).flatMap((column) =>
    isSet(held[column]) ? [[column, held[column]] as const] : [],
  );
  return { thing, record: { action: "delete", data: { ...Object.fromEntries(keys), ...keyValues(object, thing) } } };
}

/** Zendesk's times are whole seconds. */
const SAME_TIME_MS = 1000;

/** The log has the time at which the sync knew the outcome. Others may have changed the thing before that. */
function mayHaveChanged({ held, thing }: HeldThing, read: ReadObject): boolean {
  const updatedAt = timeOf(held, "updated_at");
  if (updatedAt > thing.changedAt) return true;
  // A record may have its own times.
  if (thing.fields.has("created_at") || updatedAt - timeOf(held, "created_at") <= SAME_TIME_MS) return false;
  const isBySync = thing.isRewritten || read.object.quirks?.followUp !== undefined;
  return !isBySync || holdsMore(held, thing, read);
}

function timeOf(held: Held, column: "created_at" | "updated_at"): number {
  return Date.parse(String(held[column]));
}

/** Whether the thing has a value that the sync did not write, where Zendesk writes none by itself. */
function holdsMore(held: Held, { fields }: ChangedThing, { object, rules }: ReadObject): boolean {
  const standard = Object.keys(object.columns).filter((column) => object.columns[column]?.hasDefault !== true);
  const { prefix } = object.customFields ?? {};
  const custom = prefix === undefined ? [] : Object.keys(Object(held[prefix])).map((key) => `${prefix}.${key}`);
  return (
    [...standard, ...custom]
      .filter((column) => column !== "id" && rules.ruleOf(column) !== undefined)
      // A column with one id and one with a list of them show the same.
      .filter((column) => ![column, `${column}s`].some((name) => fields.has(name)))
      .some((column) => isSet(heldValue(held, column, object)))
  );
}

function isSet(value: unknown): boolean {
  return value !== false && !isEmpty(value);
}
