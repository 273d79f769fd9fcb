import { expect } from "vitest";
import type { ZendeskSimulator } from "zendesk-simulator";
import { seededAccount } from "../account/seeded-account.ts";
import type { RecordData } from "../input/airbyte-messages.ts";
import { changesIn, rejectedIn } from "./rejected-records.ts";
import { type EffectOptions, syncEffect } from "./sync-effect.ts";
import { summaryLines } from "./sync-summary-line.ts";
import { temporaryFolder } from "./temporary-folder.ts";

interface Change {
  readonly key: RecordData;
  readonly would_be?: string;
  readonly effect?: string;
  readonly zendesk_id: number | null;
  readonly fields: RecordData;
}

/** What a sync into the account, or a dry run of it, says about each record. */
export async function outcomesOf(
  simulator: ZendeskSimulator,
  records: readonly RecordData[],
  { settings, ...options }: EffectOptions,
) {
  const folder = temporaryFolder();
  const sync = await syncEffect(simulator, records, {
    ...options,
    settings: {
      ...settings,
      object_storage_config: { storage_type: "Local", path: folder },
    },
  });
  const changes = changesIn(folder) as readonly Change[];
  // What a dry run would create has no id.
  const isKnown = (id: unknown) => sync.before.some((user) => user.id === id);
  const written = changes.map(({ key, effect, would_be: wouldBe, zendesk_id: id }) => {
    const what = effect ?? wouldBe;
    return { key, what, id: isKnown(id) ? id : null };
  });
  const rejected = rejectedIn(folder).map(({ record, rejected_field, rejected_reason, zendesk }) => ({
    key: record,
    what: rejected_reason,
    field: rejected_field,
    ids: zendesk?.ids?.filter(isKnown) ?? [],
  }));
  const said = [...written, ...rejected].map((each) => JSON.stringify(each)).toSorted();
  const unchecked = summaryLines(sync.output).filter((line) => line.includes("keys not checked"));
  return { ...sync, changes, rejected, said, unchecked };
}

/** What a dry run into a seeded account says about each record, and what the sync then does. */
export async function compareDryRun(records: readonly RecordData[], options: EffectOptions = {}) {
  const simulator = seededAccount({ keepsKeysOfDeletedUsers: false });
  const withSetting = (name: string) => ({ ...options, settings: { ...options.settings, [name]: true } });
  const dry = await outcomesOf(simulator, records, withSetting("dry_run"));
  expect(dry.after).toEqual(dry.before);
  const real = await outcomesOf(simulator, records, { ...withSetting("change_log"), startAt: dry.endedAt });
  return { dry, real, simulator };
}

/** A stream that is mapped in Airbyte, with the key that is chosen there. */
export function matchedBy(primaryKey: string, mode: "append" | "update"): EffectOptions {
  return { stream: { name: "people", mode, object: "users", primaryKey } };
}
