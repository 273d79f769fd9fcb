import { expect, test } from "vitest";
import type { ZendeskApi } from "../../../zendesk/zendesk-api.ts";
import type { ForesightContext } from "../../object-type.ts";
import { createRow } from "../../row.ts";
import { foreseeExternalIds } from "./foresee-external-ids.ts";
import { GivenExternalIds } from "./owners/given-external-ids.ts";

test.each([
  ["looked up", 2, 1, {}],
  [
    "not looked up, and counts as not checked, if more were changed than are remembered",
    1,
    0,
    { hasUncheckedKey: true },
  ],
])("an external id is %s", async (_what, maxIds, requests, foreseen) => {
  const paths: string[] = [];
  const request = ({ path }: { path: string }) => {
    paths.push(path);
    return Promise.resolve({ body: [] });
  };
  const api = { client: { request } } as unknown as ZendeskApi;
  const context: ForesightContext = {
    api,
    mode: "update",
    signal: AbortSignal.timeout(60_000),
    imagined: () => undefined,
  };
  const given = new GivenExternalIds(maxIds);
  given.give({ id: 1, external_id: null }, "first");
  const values = { id: "2", external_id: "second" };
  const draft = { row: createRow({ column: "id", value: "2" }, values, []), values, held: { id: 2, email: null } };
  const outcome = await foreseeExternalIds([draft], context, { given, isRejected: () => false });
  expect(paths).toHaveLength(requests);
  expect(outcome.get(draft.row)).toEqual({ draft, ...foreseen });
});
