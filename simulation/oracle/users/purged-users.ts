import type { ConnectorScenario, ScenarioRecord } from "../../scenario/scenario.ts";
import type { DisturbedPeople } from "../disturbed-people.ts";
import type { Account } from "../object-oracle.ts";
import { isDryRun, meaningOf } from "../record-meaning.ts";
import { Violation } from "../violation.ts";
import { idKey, keysOfUser } from "./user-keys.ts";

interface Ended {
  readonly connector: ConnectorScenario;
  readonly disturbed: Pick<DisturbedPeople, "has">;
}

/**
 * Throws if someone is deleted, but not permanently, whom a record had to delete permanently. A record that was sent twice
 * may have found another user the second time: someone whom an earlier record created again.
 */
export function checkPurged({ users }: Account, { connector, disturbed }: Ended, excused: ReadonlySet<string>): void {
  if (connector.settings["permanent_deletion"] !== true || isDryRun(connector)) return;
  const isDeletion = (record: ScenarioRecord): boolean =>
    record.stream.object === "users" && meaningOf(record, connector) === "delete" && !disturbed.has(record.person);
  const deleted = new Set(
    connector.input.flatMap((item) => (item.type === "record" && isDeletion(item) ? keysOfUser(item) : [])),
  );
  const left = [...users.all()].filter(({ externalId, id, identities }) => {
    const keys = [idKey(id), externalId?.toLowerCase() ?? "", ...identities.map(({ value }) => value.toLowerCase())];
    const isOfRecord = keys.some((key) => deleted.has(key)) && !keys.some((key) => excused.has(key));
    return isOfRecord && users.softDeleted(id) !== undefined;
  });
  if (left.length === 0) return;
  throw new Violation("same as one by one", `${left.length} users are deleted, and not permanently`, left.length);
}
