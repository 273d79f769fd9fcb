import { expect, it } from "vitest";
import type { ZendeskClient } from "../../zendesk/client.ts";
import { OrganizationDirectory } from "./organization-directory.ts";

it("an organization that is in every batch stays known, however many others are looked up", async () => {
  let requests = 0;
  const request = ({ query }: { query: { external_ids: string } }) => {
    requests += 1;
    const organizations = query.external_ids
      .split(",")
      .map((key) => ({ id: Number(key.slice(1)), name: key, external_id: key }));
    return Promise.resolve({ body: organizations, requestId: undefined });
  };
  const client = { request } as unknown as ZendeskClient;
  const directory = new OrganizationDirectory();
  for (let batch = 0; batch < 300; batch++) {
    const names = ["o0", ...Array.from({ length: 99 }, (_, n) => `o${batch * 99 + n + 1}`)];
    const references = names.map((value) => ({ column: "external_id", value }) as const);
    expect(await directory.idsOf(references, client, AbortSignal.timeout(60_000))).toEqual(
      names.map((name) => Number(name.slice(1))),
    );
  }
  expect(requests).toBe(300);
});
