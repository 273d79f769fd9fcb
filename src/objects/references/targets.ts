import type { Target } from "../relation.ts";

/**
 * What a record may name, and the keys by which it may. Zendesk's own id is always one. A target need not be an object
 * that the connector writes: groups are not.
 */
export const ORGANIZATION_TARGET: Target = { noun: "organization", keys: ["external_id", "name"] };
export const USER_TARGET: Target = { noun: "user", keys: ["external_id", "email"] };
export const GROUP_TARGET: Target = { noun: "group", keys: ["name"] };
