import type { ChangedThing } from "./changed-things.ts";
import type { CurrentState, Differences, HeldThing, ReadObject } from "./current-state.ts";
import { type Surroundings, judgeCreated } from "./judge-created.ts";
import { type Verdict, changedSince } from "./verdict.ts";
import { isWritable, toColumn, whyNotRestorable } from "./restorable.ts";

/** Decides about at most 100 things of an object. What others have changed since is left alone. */
export async function judgeThings(
  things: readonly ChangedThing[],
  read: ReadObject,
  state: CurrentState,
  surroundings: Surroundings,
): Promise<readonly Verdict[]> {
  const verdicts = new Map(things.map((thing) => [thing, judgeUnread(thing)]));
  const held = await state.read(things.filter((thing) => !verdicts.get(thing)));
  const differences = await state.differences(held);
  for (const each of held) {
    const own = differences.get(each.thing);
    if (!own) throw new Error("a thing was not compared");
    const { isCreated } = each.thing;
    const verdict = isCreated ? await judgeCreated(each, own, read, surroundings) : judge(each, own, read);
    verdicts.set(each.thing, verdict);
  }
  return things.map((thing) => verdicts.get(thing) ?? absent(thing));
}

/** Undefined for what Zendesk has to be asked about. */
function judgeUnread(thing: ChangedThing): Verdict | undefined {
  const { isCreated, isDeleted, isUncertain } = thing;
  if (isDeleted) return isCreated ? { thing } : { thing, note: "was deleted by the sync and cannot be restored" };
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
  if (byOthers.length > 0) return changedSince(thing, byOthers);
  const note = hindered.map(({ field, why }) => `keeps ${field}: ${why}`).join("; ");
  const values = open.map(([field, change]) => toColumn(field, change.before, read.object));
  const data = { id: held.id, ...Object.fromEntries(values) };
  return {
    thing,
    ...(open.length > 0 && { record: { action: "update", data } as const }),
    ...(note !== "" && { note }),
  };
}
