import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import type { DrawnValues } from "./draw-values.ts";
import { pick } from "./pick.ts";
import { rawNumber } from "./raw-number.ts";

/** Columns that are written only with `allow_roles`. */
export const ROLE_FIELDS = ["role", "custom_role_id", "ticket_restriction", "default_group_id", "suspended"] as const;

/** By field, values as they may be sent and what they mean. */
const VALUES: Readonly<Record<string, readonly (readonly [unknown, unknown])[]>> = {
  custom_role_id: [[rawNumber("4567.0"), 4567]],
  ticket_restriction: [
    ["Requested", "requested"],
    ["organization", "organization"],
  ],
  default_group_id: [["4567", 4567]],
  suspended: [
    ["yes", true],
    [0, false],
  ],
};

/** Roles as they may be sent and what they mean. */
const ROLES: readonly (readonly [string, string])[] = [
  ["Agent", "agent"],
  ["agent", "agent"],
  ["admin", "admin"],
  [" end-user ", "end-user"],
];

const INVALID_VALUES: readonly (readonly [string, unknown])[] = [
  ["role", "owner"],
  ["ticket_restriction", "all"],
  ["suspended", "maybe"],
];

/** Which roles a stream gives. */
export type GivenRoles = "every role" | "end user" | "no role";

export interface RolesDraw {
  readonly deletes: boolean;
  readonly isCalm: boolean;
  readonly protectsTeam: boolean;
}

/**
 * A resumed sync protects the agents that it has made, and no longer deletes them. So the result depends on where it
 * was interrupted.
 */
export function givenRoles({ deletes, isCalm, protectsTeam }: RolesDraw): GivenRoles {
  if (isCalm || (!protectsTeam && !deletes)) return "every role";
  return protectsTeam ? "end user" : "no role";
}

/** Values of a record in a stream that may write them. A null never clears them. */
export function drawRoleValues(given: GivenRoles, random: SeededRandom): DrawnValues {
  const roles = given === "every role" ? ROLES : ROLES.filter(([, role]) => role === "end-user");
  const drawn = given === "no role" ? VALUES : { ...VALUES, role: roles };
  const sent: Record<string, unknown> = {};
  const held: Record<string, unknown> = {};
  for (const [field, values] of Object.entries(drawn)) {
    if (random.happens(0.8)) continue;
    if (random.happens(0.1)) sent[field] = null;
    else [sent[field], held[field]] = pick(values, random);
  }
  return { sent, held };
}

/** A value that must be refused, for a record that has none of its field. */
export function drawInvalidRoleValue(random: SeededRandom): readonly [field: string, value: unknown] {
  return pick(INVALID_VALUES, random);
}
