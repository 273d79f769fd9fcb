import { once } from "node:events";
import { type RequestListener, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type HttpRequest, createAxiosTransport } from "./http-transport.ts";

const zendesk = "https://acme.zendesk.com";
const request: HttpRequest = {
  method: "GET",
  url: `${zendesk}/api/v2/x.json`,
  headers: { authorization: "Bearer secret" },
};
const MAX_BYTES = 16 * 1024 * 1024;
const send = createAxiosTransport();

const quickBrotli = (body: Buffer): Buffer =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

/** The address of a server that runs as long as the test. */
async function served(listener: RequestListener): Promise<string> {
  nock.enableNetConnect("127.0.0.1");
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

describe("the transport", () => {
  it("returns any status as an answer, with header names in lower case and the body as received", async () => {
    nock(zendesk).get("/api/v2/x.json").reply(429, "slow down", { "Retry-After": "7" });
    expect(await send(request)).toMatchObject({ status: 429, headers: { "retry-after": "7" }, body: "slow down" });
  });

  it("sends a body byte for byte", async () => {
    const url = await served((incoming, answer) => incoming.pipe(answer));
    const body = '{"users":[{"user_fields":{"n":12345678901234567890}}]}';
    expect((await send({ ...request, url, method: "POST", body })).body).toBe(body);
  });

  it.each([`${zendesk}/elsewhere`, "https://evil.example.com/"])(
    "does not follow a redirect to %s",
    async (location) => {
      nock(zendesk).get("/api/v2/x.json").reply(302, "", { location });
      expect((await send(request)).status).toBe(302);
    },
  );

  it("reports a broken connection only by its code, without the request that contains the credentials", async () => {
    nock(zendesk)
      .get("/api/v2/x.json")
      .replyWithError(Object.assign(new Error("boom"), { code: "ECONNRESET" }));
    const error = await send(request).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "NetworkError", code: "ECONNRESET", cause: undefined });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("secret");
  });

  it("distinguishes an answer that is cut off from a complete one", async () => {
    const url = await served((_incoming, answer) => {
      answer.writeHead(200, { "content-length": "100" });
      answer.write('{"ok":', () => answer.destroy());
    });
    await expect(send({ ...request, url })).rejects.toMatchObject({ name: "NetworkError", code: "ECONNRESET" });
  });

  it("limits an exchange to 60 seconds in all, however steadily bytes arrive", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const dripping = Promise.withResolvers<ServerResponse>();
    const url = await served((_incoming, answer) => {
      answer.write("{", () => dripping.resolve(answer));
    });
    const outcome = send({ ...request, url }).catch((error: unknown) => error);
    const answer = await dripping.promise;
    const closed = once(answer, "close");
    await vi.advanceTimersByTimeAsync(59_999);
    await new Promise<void>((resolve) => {
      answer.write(" ", () => resolve());
    });
    expect(answer.destroyed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ name: "NetworkError", code: "ETIMEDOUT" });
    await closed;
  });

  it.each<[what: string, header: string, encode: (body: Buffer) => Buffer]>([
    ["of a known length", "content-length", (body) => body],
    ["in chunks", "", (body) => body],
    ["that is small until it is unpacked", "gzip", gzipSync],
    ["that is smaller still", "br", quickBrotli],
  ])("refuses an answer over 16 MB %s", async (_what, header, encode) => {
    const bodyOf = async (bytes: number): Promise<string> => {
      const body = encode(Buffer.alloc(bytes, "x"));
      const url = await served((_incoming, answer) => {
        if (header === "content-length") answer.setHeader(header, body.length);
        else if (header !== "") answer.setHeader("content-encoding", header);
        answer.on("error", () => {}).end(body);
      });
      return (await send({ ...request, url })).body;
    };
    await expect(bodyOf(MAX_BYTES + 1)).rejects.toMatchObject({ name: "NetworkError", code: "ERR_ANSWER_TOO_LARGE" });
    expect(await bodyOf(MAX_BYTES)).toHaveLength(MAX_BYTES);
  });

  it("refuses headers over 16 KB", async () => {
    const url = await served((_incoming, answer) => {
      answer.writeHead(200, { "x-long": "x".repeat(20_000) }).end("{}");
    });
    await expect(send({ ...request, url })).rejects.toMatchObject({ code: "HPE_HEADER_OVERFLOW" });
  });
});
