import { ConfigError, type OwnCommandCall } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "../config/config.ts";
import { lookupFieldsOf } from "../objects/find/lookup-fields.ts";
import type { ObjectCatalog } from "../objects/object-catalog.ts";
import type { ObjectType } from "../objects/object-type.ts";
import type { RequestContext } from "../objects/request-context.ts";
import { SkippedLines } from "../rejects/skipped-lines.ts";
import { readStoredChange } from "../rejects/stored-change.ts";
import { findFiles, readLines } from "../rejects/stored-files.ts";
import { readObjectRules } from "../sync/mapping/read-object-rules.ts";
import { counted } from "../text/counted.ts";
import { type ChangedThing, ChangedThings } from "./changed-things.ts";
import { CurrentState, type ReadObject } from "./current-state.ts";
import { judgeThings } from "./judge-things.ts";
import { UndoFolder } from "./undo-folder.ts";
import { UndoRecords } from "./undo-records.ts";
import type { Verdict } from "./verdict.ts";

type UndoCall = Pick<OwnCommandCall<ZendeskConfig>, "files" | "print" | "tell" | "logger">;

/** The account whose changes are undone, with `withUndoSettings`. */
export interface UndoAccount extends RequestContext {
  readonly config: ZendeskConfig;
  /** The connection's config as it is in its file. */
  readonly json: object;
  readonly objects: ObjectCatalog;
}

const BATCH = 100;

/**
 * Prints the records that undo what a sync has changed, as its change log says, and writes the config and the catalog for
 * them into the folder `into`. What others have changed since is left alone and named on stderr.
 */
export async function printUndo({ files, ...call }: UndoCall, account: UndoAccount, into: string): Promise<void> {
  const folder = await UndoFolder.open(into);
  const skipped = new SkippedLines(call.tell);
  const things = await readThings(files, skipped);
  const surroundings = { context: account, memberships: things.memberships };
  const records = new UndoRecords();
  for (const name of things.objects) {
    const changed = things.thingsOf(name);
    const read = await readObject(name, changed, account, call);
    const state = new CurrentState(read, account);
    const whyKept = await read.object.whyUndeletable?.(account.api);
    for (let start = 0; start < changed.length; start += BATCH) {
      const verdicts = await judgeThings(changed.slice(start, start + BATCH), read, state, surroundings);
      for (const verdict of verdicts) await printVerdict(keepIf(whyKept, verdict), read.object, records, call);
    }
  }
  for (const [object, count] of things.unknown) {
    call.tell(
      `${object}: ${counted(count, "record")} may have created something with an unknown id. Find it in Zendesk by its key in the change log.`,
    );
  }
  await folder.write(records.config(account.json), records.catalog());
  call.tell(
    `Printed ${counted(records.updates, "update")} and ${counted(records.deletions, "deletion")}. ` +
      `${records.notes > 0 ? `${counted(records.notes, "thing")} could not be fully restored: see above. ` : ""}To apply them: ` +
      `destination-zendesk write --config ${folder.config} --catalog ${folder.catalog} < the printed messages.`,
  );
  skipped.conclude();
}

async function readThings(files: readonly string[], skipped: SkippedLines): Promise<ChangedThings> {
  const things = new ChangedThings();
  for (const file of await findFiles(files, "changes")) {
    for await (const line of readLines(file)) {
      const change = readStoredChange(line.text);
      if (typeof change === "string") skipped.add(line, change);
      else things.add(change);
    }
  }
  return things;
}

async function readObject(
  name: string,
  things: readonly ChangedThing[],
  { api, config, objects }: UndoAccount,
  { logger }: Pick<UndoCall, "logger">,
): Promise<ReadObject> {
  const named = objects.named(name);
  if (!named) throw new ConfigError(`The change log names the object "${name}", which this connector cannot write.`);
  const object = (await named.inAccount?.(api)) ?? named;
  const isChanged = (column: string): boolean => things.some(({ fields }) => fields.has(column));
  const rules = await readObjectRules(object, api, config, logger, isChanged);
  return { object, rules, lookupFields: lookupFieldsOf(rules.lookupColumns, objects) };
}

/** What must not be deleted stays. */
function keepIf(why: string | undefined, verdict: Verdict): Verdict {
  if (why === undefined || verdict.record?.action !== "delete") return verdict;
  return { thing: verdict.thing, note: `was left alone. ${why}` };
}

async function printVerdict(
  { note, record, thing }: Verdict,
  object: ObjectType,
  records: UndoRecords,
  { print, tell }: Pick<UndoCall, "print" | "tell">,
): Promise<void> {
  if (note !== undefined) {
    records.noteLeft();
    tell(`${object.noun.one} ${thing.id} ${note}.`);
  }
  if (record) await print(records.message(object, record));
}
