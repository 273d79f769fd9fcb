import { expect, test } from "vitest";
import { z } from "zod";
import { authenticate } from "./authentication.ts";
import { ZendeskClient } from "./client.ts";
import type { HttpRequest } from "./http-transport.ts";
import { RequestBudget } from "./request-budget.ts";
import { showMany } from "./show-many.ts";

const BASE_URL = "https://acme.zendesk.com";
/** Servers and proxies that end addresses at 8 kB count the origin and the path too. */
const LONGEST_ADDRESS = 6200;

/** The addresses that are asked for these external ids; each answer names the ids that it was asked for. */
async function ask(values: readonly string[]): Promise<{ asked: readonly URL[]; found: readonly string[] }> {
  const asked: URL[] = [];
  const observer = {
    requested: () => {},
    succeeded: () => {},
    waiting: () => {},
    warned: () => {},
    rateLimited: () => {},
  };
  const transport = ({ url }: HttpRequest) => {
    asked.push(new URL(url));
    return Promise.resolve({ status: 200, headers: {}, body: JSON.stringify(idsOf(new URL(url))) });
  };
  const client = new ZendeskClient({
    baseUrl: BASE_URL,
    transport,
    authentication: authenticate(
      { auth_type: "oauth2_access_token", access_token: "t" },
      { baseUrl: BASE_URL, transport, onToken: () => {}, onWarning: () => {} },
    ),
    budget: new RequestBudget(100, observer),
    observer,
    random: () => 0.5,
  });
  const found = await showMany(client, {
    path: "/api/v2/users/show_many.json",
    parameter: "external_ids",
    values,
    answer: z.array(z.string()),
    signal: new AbortController().signal,
  });
  return { asked, found };
}

function idsOf({ searchParams }: URL): readonly string[] {
  return (searchParams.get("external_ids") ?? "").split(",");
}

const some = (count: number, text: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${index}-${text}`);

test.each<[what: string, values: readonly string[], requests: number]>([
  ["none", [], 0],
  ["100 short ones", some(100, "id"), 1],
  ["101 short ones", some(101, "id"), 2],
  ["100 of 255 characters", some(100, "x".repeat(250)), 5],
  ["100 of 40 letters that take six characters each", some(100, "é".repeat(40)), 5],
  ["100 of 20 signs that take twelve characters each", some(100, "😀".repeat(20)), 5],
])("a look-up of many ids is cut into addresses of at most 6 kB: %s", async (_what, values, requests) => {
  const { asked, found } = await ask(values);
  expect(found).toEqual(values);
  expect(asked).toHaveLength(requests);
  for (const url of asked) {
    expect(url.href.length).toBeLessThanOrEqual(LONGEST_ADDRESS);
    expect(idsOf(url).length).toBeLessThanOrEqual(100);
  }
});

test("an id that alone is longer than that is asked for alone", async () => {
  const { asked } = await ask(["a", "x".repeat(7000), "b"]);
  expect(asked.map(idsOf)).toEqual([["a"], ["x".repeat(7000)], ["b"]]);
});
