import { type Call, csvParameter } from "./call.ts";
import { badRequest } from "./refusal.ts";

/** The records that a request names in its query. */
export interface QueryNames {
  readonly key: "id" | "external_id";
  readonly values: readonly string[];
}

/** The parameters that `namesInQuery` reads. */
export const NAME_PARAMETERS = ["ids", "external_ids"] as const;

/** By `ids` or by `external_ids`, never both; undefined when there are neither. */
export function namesInQuery(call: Call): QueryNames | undefined {
  const ids = csvParameter(call, "ids");
  const externalIds = csvParameter(call, "external_ids");
  if (ids !== undefined && externalIds !== undefined) {
    throw badRequest("InvalidParameters", "ids and external_ids cannot be combined");
  }
  if (externalIds !== undefined) return { key: "external_id", values: externalIds };
  if (ids === undefined) return undefined;
  const wrong = ids.find((id) => !/^\d+$/.test(id));
  if (wrong !== undefined) throw badRequest("InvalidValue", `ids: ${wrong} is not an id`);
  return { key: "id", values: ids };
}

/** For requests that mean nothing without names. */
export function requiredNames(call: Call): QueryNames {
  const names = namesInQuery(call);
  if (names === undefined || names.values.length === 0) {
    throw badRequest("ParameterMissing", "Required parameter missing: ids");
  }
  return names;
}
