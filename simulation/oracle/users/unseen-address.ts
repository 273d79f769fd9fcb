import type { ConnectorScenario, ScenarioRecord } from "../../scenario/scenario.ts";
import type { usersOfRecord } from "./held-users.ts";

type StoredUser = ReturnType<typeof usersOfRecord>[number];

/**
 * Whether an upsert reaches the user only by a secondary address, and nothing looks the user up first. The list of the team
 * shows primary addresses alone, so such an upsert of an agent is written.
 */
export function isReachedUnseen(
  { isDeletion, stream, user: { email } }: ScenarioRecord,
  { identities }: StoredUser,
  { settings }: ConnectorScenario,
): boolean {
  const readsAll = settings["skip_unchanged"] === true || settings["change_log"] === true;
  const isLookedUp = stream.mode !== "upsert" || readsAll;
  if (isDeletion || isLookedUp || stream.key !== "email") return false;
  const [, ...secondary] = identities.filter(({ type }) => type === "email");
  return secondary.some(({ value }) => value.toLowerCase() === String(email).toLowerCase());
}
