import { expect, test } from "vitest";
import { z } from "zod";
import { showMany } from "./show-many.ts";
import { scriptedApi } from "../test-support/scripted-api.ts";

/** Servers and proxies that limit URLs to 8 kB count the origin and the path too. */
const LONGEST_ADDRESS = 6200;

/** The URLs that request these external ids. Each answer contains the ids that it was asked for. */
async function ask(values: readonly string[]): Promise<{ asked: readonly URL[]; found: readonly string[] }> {
  const { api, sent } = scriptedApi(idsOf);
  const found = await showMany(api.client, {
    path: "/api/v2/users/show_many.json",
    parameter: "external_ids",
    values,
    answer: z.array(z.string()),
  });
  return { asked: sent.map(({ url }) => new URL(url)), found };
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

test("an id that alone is longer than that gets its own request", async () => {
  const { asked } = await ask(["a", "x".repeat(7000), "b"]);
  expect(asked.map(idsOf)).toEqual([["a"], ["x".repeat(7000)], ["b"]]);
});
