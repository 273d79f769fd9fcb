import { describe, expect, it } from "vitest";
import { listCustomFields } from "../resources/field-definitions.ts";
import { scriptedApi } from "../test-support/scripted-api.ts";
import { makeEmailPrimary, searchUsers, showManyUsers } from "../resources/users.ts";
import type { ZendeskApi } from "../zendesk-api.ts";

const ORIGIN = "https://acme.zendesk.com";
const EVIL = "https://evil.example.com/steal";
const HOSTILE = [
  "1,2",
  "1&ids=2",
  "1/../../../oauth/tokens",
  "1?x=y",
  "1#",
  "1%2C2",
  "1 2",
  "..\\..\\x",
  "1\r\nHost: evil.example.com",
  EVIL,
];

/** An account that answers each request with this, and the requests that it got. */
function account(answer: (url: URL) => object): { api: ZendeskApi; asked: URL[] } {
  const asked: URL[] = [];
  const { api } = scriptedApi((url) => {
    asked.push(url);
    return answer(url);
  });
  return { api, asked };
}

const { signal } = new AbortController();

describe("a request's address", () => {
  it.each(HOSTILE)("is not changed by a key that is %j", async (value) => {
    const { api, asked } = account(() => ({ users: [] }));
    await searchUsers(api.client, "external_id", value, signal);
    await searchUsers(api.client, "email", value, signal);
    expect(asked.map(({ origin, pathname, hash }) => origin + pathname + hash)).toEqual([
      `${ORIGIN}/api/v2/users/search.json`,
      `${ORIGIN}/api/v2/users/search.json`,
    ]);
    expect(asked.map(({ searchParams }) => [...searchParams])).toEqual([
      [["external_id", value]],
      [["query", `email:${value}`]],
    ]);
  });

  it.each(HOSTILE)("is not changed by a cursor that is %j", async (cursor) => {
    let pages = 0;
    const { api, asked } = account(() => {
      pages += 1;
      return {
        user_fields: [],
        meta: { has_more: pages < 2, after_cursor: cursor },
        links: { next: EVIL },
        next_page: EVIL,
      };
    });
    await listCustomFields(api.client, "user_fields");
    expect(asked.map(({ origin, pathname, hash }) => origin + pathname + hash)).toEqual([
      `${ORIGIN}/api/v2/user_fields.json`,
      `${ORIGIN}/api/v2/user_fields.json`,
    ]);
    expect([...(asked[1]?.searchParams ?? [])]).toEqual([
      ["page[size]", "100"],
      ["page[after]", cursor],
    ]);
  });

  it.each(HOSTILE)("is not changed by a job's id that is %j", async (id) => {
    const { api, asked } = account(({ pathname }) =>
      pathname.endsWith("show_many.json")
        ? { job_statuses: [{ id, status: "completed", results: [] }] }
        : { job_status: { id, status: "queued", url: EVIL } },
    );
    const job = api.jobs.run({
      method: "PUT",
      path: "/api/v2/users/update_many.json",
      body: "{}",
      rows: [],
      action: "update",
    });
    await job.catch(() => {});
    for (const { origin, pathname, searchParams, hash } of asked.slice(1)) {
      expect(origin + pathname + hash).toBe(`${ORIGIN}/api/v2/job_statuses/show_many.json`);
      expect([...searchParams]).toEqual([["ids", id]]);
      expect(searchParams.get("ids")).not.toMatch(/[\s,]/);
    }
  });

  it.each(HOSTILE)("does not contain an id of a user or identity that is not a number: %j", async (id) => {
    const { api, asked } = account(() => ({
      users: [{ id }],
      identities: [{ id, type: "email", value: "a@example.com", primary: false, url: EVIL }],
    }));
    await expect(showManyUsers(api.client, "ids", ["1"], signal)).rejects.toThrow(/unknown shape/);
    await expect(makeEmailPrimary(api.client, 7, "a@example.com", signal)).rejects.toThrow(/unknown shape/);
    expect(asked.map(({ pathname }) => pathname)).toEqual([
      "/api/v2/users/show_many.json",
      "/api/v2/users/7/identities.json",
    ]);
  });
});
