import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import type { Settings } from "./draw-settings.ts";
import { pick } from "./pick.ts";
import type { InputItem, ScenarioRecord } from "./scenario.ts";

interface DeletionDraw {
  readonly input: readonly InputItem[];
  readonly settings: Settings;
  /** Whether the account already has the person or organization with this name before the sync. */
  readonly isThere: (name: string) => boolean;
  /** Whether it is an agent or admin before the sync. They are never deleted. */
  readonly isAgent: (name: string) => boolean;
  /** Whether the sync may end before everything is deleted, and continue with a higher limit. */
  readonly mayBeTooFew: boolean;
}

/** Draws how much a sync may delete: more than its input deletes, exactly as many, or fewer. */
export function drawDeletionLimit(draw: DeletionDraw, random: SeededRandom): Settings {
  const needed = countDeletions(draw);
  if (needed === 0 ? random.happens(0.95) : random.happens(0.5)) return {};
  const tooFew = needed === 0 || !draw.mayBeTooFew ? [] : [needed - 1, Math.floor(needed / 2), 0];
  return { max_deletions: pick([needed, needed, needed + 1, ...tooFew], random) };
}

/** How many users and organizations the records delete if they are sent one by one into the initial account. */
function countDeletions({ input, isAgent: wasAgentBefore, isThere: wasThereBefore, settings }: DeletionDraw): number {
  const mayDelete = settings["deleted_records"] === "soft_delete";
  const isProtected = settings["team_members"] !== "update";
  const isThere = new Map<string, boolean>();
  const isAgent = new Map<string, boolean>();
  let count = 0;
  for (const item of input) {
    if (item.type !== "record" || item.refusal !== undefined) continue;
    const { person, stream, user } = item;
    const wasThere = isThere.get(person) ?? wasThereBefore(person);
    if (isDeletion(item, mayDelete)) {
      const isGone = wasThere && !(isAgent.get(person) ?? wasAgentBefore(person));
      if (isGone) count += 1;
      isThere.set(person, wasThere && !isGone);
      if (isGone) isAgent.set(person, false);
      continue;
    }
    if (stream.mode === "upsert" && stream.key !== "id") isThere.set(person, true);
    const isWritten = !(isProtected && wasAgentBefore(person));
    if (typeof user["role"] === "string" && isWritten) isAgent.set(person, user["role"] !== "end-user");
  }
  return count;
}

function isDeletion({ isDeletion: isMarked, stream }: ScenarioRecord, mayDelete: boolean): boolean {
  return stream.mode === "delete" || (isMarked && mayDelete);
}
