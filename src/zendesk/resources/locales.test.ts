import { expect, test } from "vitest";
import { listLocales } from "./locales.ts";
import { scriptedApi } from "../test-support/scripted-api.ts";

test("the account's locales are returned with its own spelling", async () => {
  const { api, sent } = scriptedApi(() => ({ locales: [{ id: 1, locale: "en-US" }, { locale: "pt-br" }] }));
  expect(await listLocales(api.client)).toEqual(["en-US", "pt-br"]);
  expect(sent.map(({ url }) => url)).toEqual(["https://acme.zendesk.com/api/v2/locales.json"]);
});

test("an account that does not list its locales does not end the sync", async () => {
  const { api } = scriptedApi(() => ({ error: "InvalidEndpoint" }));
  expect(await listLocales(api.client)).toBeUndefined();
});
