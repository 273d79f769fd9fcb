import { once } from "node:events";
import { type RequestListener, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { s3Storage } from "../config/s3-storage-setting.ts";
import { type S3RejectStore, openS3Rejects } from "./s3-reject-store.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** Opens the store for rejected records on a server with this answer. */
async function open(answer: RequestListener): Promise<S3RejectStore> {
  const server = createServer((request, response) => {
    request.resume().once("end", () => answer(request, response));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const setting = s3Storage.parse({
    storage_type: "S3",
    access_key_id: "key",
    secret_access_key: "secret",
    s3_bucket_name: "acme",
    s3_bucket_region: "us-east-1",
    s3_endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  const sync = { id: "1", startedAt: new Date(0), isDryRun: false };
  return openS3Rejects({ setting, proxy: undefined }, sync);
}

describe("opening the place for rejected records in S3", () => {
  it("waits no longer for the deletion of its test object than a check does", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const deletion = Promise.withResolvers<void>();
    const opening = open((request, response) => {
      if (request.method === "DELETE") deletion.resolve();
      else response.writeHead(200, { etag: '"1"' }).end();
    });
    await deletion.promise;
    await vi.advanceTimersByTimeAsync(5000);
    const store = await opening;
    expect(store.location).toBe("s3://acme/1/");
    await store.close();
  });

  it("uses one connection, which the first records use too", async () => {
    const ports: unknown[] = [];
    const store = await open((request, response) => {
      ports.push(request.socket.remotePort);
      response.writeHead(request.method === "DELETE" ? 204 : 200, { etag: '"1"' }).end();
    });
    await store.append({ name: "users" }, ["{}"]);
    await store.close();
    expect({ requests: ports.length, connections: new Set(ports).size }).toEqual({ requests: 3, connections: 1 });
  });
});
