import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HttpRequest, createAxiosTransport } from "./http-transport.ts";

const zendesk = "https://acme.zendesk.com";
const request: HttpRequest = {
  method: "GET",
  url: `${zendesk}/api/v2/x.json`,
  headers: { authorization: "Bearer secret" },
};
const send = createAxiosTransport();

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

describe("the transport", () => {
  it("gives any status as an answer, with header names in lower case and the body as it came", async () => {
    nock(zendesk).get("/api/v2/x.json").reply(429, "slow down", { "Retry-After": "7" });
    expect(await send(request)).toMatchObject({ status: 429, headers: { "retry-after": "7" }, body: "slow down" });
  });

  it("sends a body byte for byte", async () => {
    nock.enableNetConnect("127.0.0.1");
    const server = createServer((incoming, answer) => incoming.pipe(answer)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const body = '{"users":[{"user_fields":{"n":12345678901234567890}}]}';
    expect((await send({ ...request, url: `http://127.0.0.1:${port}/`, method: "POST", body })).body).toBe(body);
    server.closeAllConnections();
    server.close();
  });

  it.each([`${zendesk}/elsewhere`, "https://evil.example.com/"])(
    "does not follow a redirect to %s",
    async (location) => {
      nock(zendesk).get("/api/v2/x.json").reply(302, "", { location });
      expect((await send(request)).status).toBe(302);
    },
  );

  it("tells a broken connection by its code alone, without the request that held the credentials", async () => {
    nock(zendesk)
      .get("/api/v2/x.json")
      .replyWithError(Object.assign(new Error("boom"), { code: "ECONNRESET" }));
    const error = await send(request).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "NetworkError", code: "ECONNRESET", cause: undefined });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("secret");
  });

  it("takes no answer over 16 MB", async () => {
    nock(zendesk)
      .get("/api/v2/x.json")
      .reply(200, Buffer.alloc(16 * 1024 * 1024 + 1, "x"));
    await expect(send(request)).rejects.toMatchObject({ name: "NetworkError" });
  });
});
