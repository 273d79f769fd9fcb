import { expect, test } from "vitest";
import type { ZendeskApi } from "../../../../zendesk/zendesk-api.ts";
import { ZendeskHttpError } from "../../../../zendesk/http/errors.ts";
import type { ZendeskUser } from "../../../../zendesk/resources/users.ts";
import type { Draft, ForesightContext } from "../../../object-type.ts";
import { createRow } from "../../../row.ts";
import { AddressOwners } from "./address-owners.ts";
import { GivenExternalIds } from "./given-external-ids.ts";

const OWNER: ZendeskUser = { id: 7, email: "taken@example.com" };

/** An account in which only one user has an address, and a dry run that has imagined nothing so far. */
function accountWith(search: (address: string) => void = () => {}): ForesightContext & { readonly searched: string[] } {
  const searched: string[] = [];
  const request = async ({ path, query }: { path: string; query: { query: string } }) => {
    await Promise.resolve();
    if (path.includes("/show_many")) return { body: [OWNER] };
    if (path.includes("/identities")) return { body: { identities: [] } };
    const address = query.query.slice("email:".length);
    search(address);
    searched.push(address);
    return { body: address === OWNER.email ? [OWNER] : [] };
  };
  const api = { client: { request } } as unknown as ZendeskApi;
  return { api, mode: "upsert", signal: AbortSignal.timeout(60_000), imagined: () => undefined, searched };
}

function draftOf(email: string, held?: ZendeskUser): Draft<ZendeskUser> {
  const values = { external_id: `key of ${email}`, email };
  return { row: createRow({ column: "external_id", value: values.external_id }, values, []), values, held };
}

const ownersWith = (mostLookUps: number) =>
  new AddressOwners({ email_change: "add_secondary", organization_mode: "add" }, new GivenExternalIds(), mostLookUps);

const HELD: ZendeskUser = { id: 1, email: "held@example.com" };

test("addresses beyond the budget of the sync count as not checked, and those of existing users come first", async () => {
  const context = accountWith();
  const owners = ownersWith(2);
  const early = [draftOf("new@example.com"), draftOf("taken@example.com", HELD)];
  const late = [draftOf("newer@example.com"), draftOf("changed@example.com", HELD)];
  const foreseen = new Map([...(await owners.foresee(early, context)), ...(await owners.foresee(late, context))]);

  expect(context.searched).toEqual(["taken@example.com", "new@example.com"]);
  const [added, taken, newer, changed] = [...early, ...late].map(({ row }) => foreseen.get(row));
  expect(added).toEqual({ draft: early[0] });
  expect(taken).toMatchObject({ rejection: { reason: "duplicate_value", field: "email", zendesk: { ids: [7] } } });
  expect([newer, changed]).toMatchObject([{ hasUncheckedKey: true }, { hasUncheckedKey: true }]);
});

test("an address that several records have is looked up once", async () => {
  const context = accountWith();
  const owners = ownersWith(2);
  const others = [2, 3].map((id) => draftOf("taken@example.com", { id, email: null }));
  await owners.foresee([draftOf("taken@example.com", HELD), ...others], context);
  const foreseen = await owners.foresee([draftOf("Taken@example.com", HELD)], context);
  expect(context.searched).toEqual(["taken@example.com"]);
  expect([...foreseen.values()]).toMatchObject([{ rejection: { reason: "duplicate_value" } }]);
});

test.each([
  ["another user of the dry run has it", -1],
  ["it was that of a user whom the dry run has deleted", null],
])("an address is not looked up if %s", async (_why, imagined) => {
  const context = { ...accountWith(), imagined: () => imagined };
  const foreseen = await ownersWith(2).foresee([draftOf("taken@example.com", HELD)], context);
  expect(context.searched).toEqual([]);
  const expected = imagined === null ? { hasUncheckedKey: true } : { rejection: { reason: "duplicate_value" } };
  expect([...foreseen.values()]).toMatchObject([expected]);
});

test.each([403, 414, 422])("addresses count as not checked if Zendesk refuses the search with %d", async (status) => {
  const answer = { status, headers: {}, body: "" };
  const context = accountWith(() => {
    throw new ZendeskHttpError({ method: "GET", path: "/api/v2/users/search.json" }, answer);
  });
  const foreseen = await ownersWith(2).foresee([draftOf("taken@example.com", HELD)], context);
  expect([...foreseen.values()]).toMatchObject([{ hasUncheckedKey: true }]);
});

test("an error that concerns the whole account ends the dry run", async () => {
  const context = accountWith(() => {
    throw new Error("Zendesk cannot be reached.");
  });
  await expect(ownersWith(2).foresee([draftOf("taken@example.com", HELD)], context)).rejects.toThrow(
    "cannot be reached",
  );
});
