import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { recordRequest } from "./request-record.ts";

test("requests of one kind are recorded once", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "requests-"));
  const record = (method: string, address: string, body?: string): void => {
    recordRequest(folder, { method, path: address, headers: {}, body }, new URL(address, "http://simulator"));
  };
  record("PUT", "/api/v2/users/1", '{"user":{"name":"Ana"}}');
  record("PUT", "/api/v2/users/2", '{"user":{"name":"Ben"}}');
  record("PUT", "/api/v2/users/2", '{"user":{"phone":null}}');
  record("GET", "/api/v2/users/show_many?ids=1");
  const lines = readdirSync(folder).flatMap((file) => readFileSync(path.join(folder, file), "utf8").trim().split("\n"));
  rmSync(folder, { recursive: true });
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { method: "PUT", path: "/api/v2/users/1", body: { user: { name: "Ana" } } },
    { method: "PUT", path: "/api/v2/users/2", body: { user: { phone: null } } },
    { method: "GET", path: "/api/v2/users/show_many?ids=1" },
  ]);
});
