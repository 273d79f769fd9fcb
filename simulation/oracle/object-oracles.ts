import { DEVICES } from "../scenario/custom-objects/device-object.ts";
import type { ObjectName, ScenarioRecord } from "../scenario/scenario.ts";
import { DEVICES_ORACLE } from "./custom-objects/devices-oracle.ts";
import { MEMBERSHIPS_ORACLE } from "./memberships/memberships-oracle.ts";
import type { Account, ObjectOracle } from "./object-oracle.ts";
import { ORGANIZATIONS_ORACLE } from "./organizations/organizations-oracle.ts";
import { TICKETS_ORACLE } from "./tickets/tickets-oracle.ts";
import { USERS_ORACLE } from "./users/users-oracle.ts";

export const OBJECT_ORACLES: Readonly<Record<ObjectName, ObjectOracle>> = {
  organizations: ORGANIZATIONS_ORACLE,
  // Before users, whose jobs have the most general names.
  tickets: TICKETS_ORACLE,
  users: USERS_ORACLE,
  [DEVICES]: DEVICES_ORACLE,
  organization_memberships: MEMBERSHIPS_ORACLE,
};

/** The oracle of what a bulk job of this type writes. */
export function oracleOfJob(jobType: string): ObjectOracle {
  const oracle = Object.values(OBJECT_ORACLES).find((each) => each.jobType.test(jobType));
  if (!oracle) throw new Error(`no object is written by a job of the type ${jobType}`);
  return oracle;
}

/** The keys by which a request names things of any kind, in lower case. */
export function keysInAnyRequest(url: URL, body: string | undefined, account: Account): readonly string[] {
  return Object.values(OBJECT_ORACLES).flatMap((oracle) => oracle.keysInRequest(url, body, account));
}

export function oracleOf({ stream }: Pick<ScenarioRecord, "stream">): ObjectOracle {
  return OBJECT_ORACLES[stream.object];
}

/**
 * The keys by which a request names things that do not show which record wrote them. If the answer is lost, a record that
 * is sent again may take what was there before for its own work.
 */
export function keysOfUnmarked(url: URL, body: string | undefined, account: Account): readonly string[] {
  const oracles = Object.values(OBJECT_ORACLES).filter(({ isUnmarked }) => isUnmarked === true);
  return oracles.flatMap((oracle) => oracle.keysInRequest(url, body, account));
}

/** The keys of what a row of a job is about. A follow-up of a user names the user by its id. */
export function keysOfRow(
  oracle: ObjectOracle,
  row: Readonly<Record<string, unknown>>,
  account: Account,
): readonly string[] {
  const { id, user_id: userId } = row;
  const ofUser = userId === undefined ? [] : OBJECT_ORACLES.users.keysOfId(String(userId), account);
  if (oracle.keysOfRow) return [...ofUser, ...oracle.keysOfRow(row, account)];
  return id === undefined ? ofUser : oracle.keysOfId(String(id), account);
}
