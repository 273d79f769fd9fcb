import type { ObjectName, ScenarioRecord } from "../scenario/scenario.ts";
import type { ObjectOracle } from "./object-oracle.ts";
import { ORGANIZATIONS_ORACLE } from "./organizations/organizations-oracle.ts";
import { USERS_ORACLE } from "./users/users-oracle.ts";

export const OBJECT_ORACLES: Readonly<Record<ObjectName, ObjectOracle>> = {
  organizations: ORGANIZATIONS_ORACLE,
  users: USERS_ORACLE,
};

export function oracleOf({ stream }: Pick<ScenarioRecord, "stream">): ObjectOracle {
  return OBJECT_ORACLES[stream.object];
}
