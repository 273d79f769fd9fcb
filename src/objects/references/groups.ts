import { listGroups } from "../../zendesk/resources/groups.ts";
import { comparedKey } from "../keys.ts";
import { AMBIGUOUS, type Found, type Held, type Key } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";

/**
 * Groups cannot be looked up one by one, so each look-up lists them all. Several may share a name. If records are ever
 * written to groups, these keys belong in the folder of that object.
 */
export const GROUP_KEYS: readonly Key[] = ["name", "id"].map((column) => ({
  column,
  isNatural: column === "name",
  find: (values, context) => findGroups(values, column, context),
}));

async function findGroups(
  values: readonly string[],
  column: string,
  { api, signal }: RequestContext,
): Promise<ReadonlyMap<string, Found>> {
  const groups = Map.groupBy<string | undefined, Held>(await listGroups(api.client, signal), (group) =>
    comparedKey(group[column]),
  );
  return new Map(
    values.flatMap((value) => {
      const [only, ...others] = groups.get(comparedKey(value)) ?? [];
      return only ? [[value, others.length === 0 ? only : AMBIGUOUS] as const] : [];
    }),
  );
}
