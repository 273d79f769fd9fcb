import { expect, it } from "vitest";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import type { RequestContext } from "../request-context.ts";
import { keyNamed, onlyFound } from "../keys.ts";
import { USER_KEYS } from "./user-keys.ts";

interface Held {
  readonly id: number;
  readonly email: string;
  /** Undefined: those with which the user was found. */
  readonly addresses?: readonly string[];
  readonly isDeleted?: boolean;
}

/** An account whose search returns these users, with values from some minutes ago. */
function requestTo(indexed: readonly Held[], held: readonly Held[]): RequestContext {
  const answers = (path: string): unknown => {
    if (path.includes("/search")) return indexed;
    if (path.includes("/show_many")) return held.filter(({ isDeleted }) => isDeleted !== true);
    const user = held.find(({ id }) => path.includes(`/${id}/identities`));
    const addresses = user?.addresses ?? [user?.email ?? ""];
    return { identities: addresses.map((value, index) => ({ id: index, type: "email", value })) };
  };
  const client = { request: ({ path }: { path: string }) => Promise.resolve({ body: answers(path) }) };
  const api = { client } as unknown as ZendeskApi;
  const signal = AbortSignal.timeout(60_000);
  return { api, signal };
}

const ADDRESS = "Ana@example.com";

it.each<{ what: string; indexed: readonly Held[]; held: readonly Held[]; found: number | undefined }>([
  {
    what: "whose primary address it is",
    indexed: [{ id: 1, email: "ana@example.com" }],
    held: [{ id: 1, email: "ana@example.com" }],
    found: 1,
  },
  {
    what: "whose secondary address it is, and not one whose address resembles it",
    indexed: [
      { id: 1, email: "diana@example.com" },
      { id: 2, email: "first@example.com" },
    ],
    held: [
      { id: 1, email: "diana@example.com" },
      { id: 2, email: "first@example.com", addresses: ["first@example.com", "ana@example.com"] },
    ],
    found: 2,
  },
  {
    what: "whose primary address it is now, before one whom the index knows by it",
    indexed: [
      { id: 1, email: "ana@example.com" },
      { id: 2, email: "old@example.com" },
    ],
    held: [
      { id: 1, email: "new@example.com" },
      { id: 2, email: "ana@example.com" },
    ],
    found: 2,
  },
  {
    what: "no user if only the index still has the address",
    indexed: [{ id: 1, email: "ana@example.com" }],
    held: [{ id: 1, email: "new@example.com" }],
    found: undefined,
  },
  {
    what: "no user if the user was deleted",
    indexed: [{ id: 1, email: "ana@example.com" }],
    held: [{ id: 1, email: "ana@example.com", isDeleted: true }],
    found: undefined,
  },
])("an address finds the user $what", async ({ found, held, indexed }) => {
  const users = await keyNamed({ keys: USER_KEYS }, "email").find([ADDRESS], requestTo(indexed, held));
  expect(onlyFound(users.get(ADDRESS))?.id).toBe(found);
});
