import { joinAll } from "../text/join-all.ts";
import type { ChangedThing } from "./changed-things.ts";
import type { CurrentState, Differences, HeldThing, ReadObject } from "./current-state.ts";
import { keyValues } from "./key-of-thing.ts";
import { isWritable, toColumn, whyNotRestorable } from "./restorable.ts";

type Data = Readonly<Record<string, unknown>>;

/** What becomes of a thing that a sync changed. */
export interface Verdict {
  readonly thing: ChangedThing;
  /** The record that takes the changes back; undefined: there is nothing to do, or it is left alone. */
  readonly record?: { readonly action: "update" | "delete"; readonly data: Data };
  /** What people need to know: why all or some of it is left as it is. Continues "users 123 …". */
  readonly note?: string;
}

/** Decides about at most 100 things of an object. What others have changed since is left alone. */
export async function judgeThings(
  things: readonly ChangedThing[],
  read: ReadObject,
  state: CurrentState,
): Promise<readonly Verdict[]> {
  const verdicts = new Map(things.map((thing) => [thing, judgeUnread(thing)]));
  const held = await state.read(things.filter((thing) => !verdicts.get(thing)));
  const differences = await state.differences(held);
  for (const each of held) {
    const own = differences.get(each.thing);
    if (own) verdicts.set(each.thing, each.thing.isCreated ? judgeCreated(each, own, read) : judge(each, own, read));
  }
  return things.map((thing) => verdicts.get(thing) ?? absent(thing));
}

/** Undefined for what Zendesk has to be asked about. */
function judgeUnread(thing: ChangedThing): Verdict | undefined {
  const { isCreated, isDeleted, isUncertain } = thing;
  if (isDeleted) return isCreated ? { thing } : { thing, note: "was deleted by the sync, which cannot be taken back" };
  return isUncertain ? { thing, note: "was left alone: its former values are not known" } : undefined;
}

function absent(thing: ChangedThing): Verdict {
  return thing.isCreated ? { thing } : { thing, note: "no longer exists" };
}

function judge({ held, thing }: HeldThing, { after, before }: Differences, read: ReadObject): Verdict {
  // What is not a field, such as an added address, cannot be compared.
  const changed = [...thing.fields].filter(([field]) => before.has(field) || !isWritable(field, read));
  const hindered = changed.flatMap(([field, change]) => {
    const why = whyNotRestorable(field, change, held, read);
    return why === undefined ? [] : [{ field, why }];
  });
  const isHindered = new Set(hindered.map(({ field }) => field));
  const open = changed.filter(([field]) => !isHindered.has(field));
  const byOthers = open.filter(([field]) => after.has(field)).map(([field]) => field);
  if (byOthers.length > 0) return { thing, note: `was left alone: ${joinAll(byOthers)} changed since the sync` };
  const note = hindered.map(({ field, why }) => `keeps ${field}: ${why}`).join("; ");
  const values = open.map(([field, change]) => toColumn(field, change.before, read.object));
  const data = { id: held.id, ...Object.fromEntries(values) };
  return {
    thing,
    ...(open.length > 0 && { record: { action: "update", data } as const }),
    ...(note !== "" && { note }),
  };
}

/** Deletions cannot be taken back, so any sign that others have used the thing keeps it. */
function judgeCreated({ held, thing }: HeldThing, { after }: Differences, { object }: ReadObject): Verdict {
  const unseen = new Set(object.quirks?.unseen);
  const byOthers = [...after].filter(
    (field) => !unseen.has(field) && Object.hasOwn(held, field.split(".")[0] ?? field),
  );
  if (byOthers.length > 0) return { thing, note: `was left alone: ${joinAll(byOthers)} changed since the sync` };
  const updatedAt = Date.parse(String(held["updated_at"]));
  if (updatedAt > thing.changedAt) return { thing, note: "was left alone: it changed since the sync" };
  return { thing, record: { action: "delete", data: keyValues(object, thing) } };
}
