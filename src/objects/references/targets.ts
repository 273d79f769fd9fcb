import type { Target } from "../relation.ts";

/**
 * What a record may refer to, and the keys by which it may. Zendesk's own id is always one. A target need not be an object
 * that the connector writes: groups are not. One that becomes an object gets its `object` here, and its directory comes from
 * `Directories`, so that what a sync writes is looked up again.
 */
export const ORGANIZATION_TARGET: Target = {
  noun: "organization",
  object: "organizations",
  keys: ["external_id", "name"],
};
export const USER_TARGET: Target = { noun: "user", object: "users", keys: ["external_id", "email"] };
export const GROUP_TARGET: Target = { noun: "group", keys: ["name"] };
