import { expect, it } from "vitest";
import { clientWith } from "../test-support/scripted-client.ts";
import { OwnId } from "./own-id.ts";

it("is read once", async () => {
  const { client, sent } = clientWith([{ status: 200, body: JSON.stringify({ user: { id: 7 } }) }]);
  const ownId = new OwnId();
  expect([await ownId.read(client), await ownId.read(client)]).toEqual([7, 7]);
  expect(sent).toHaveLength(1);
});

it("is missing if Zendesk does not recognize the credentials", async () => {
  const { client } = clientWith([{ status: 200, body: JSON.stringify({ user: { id: null } }) }]);
  await expect(new OwnId().read(client)).rejects.toThrow("anonymous");
});
