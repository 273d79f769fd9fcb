import { expect, test } from "vitest";
import { AccountClient, objectOf } from "../account-client.ts";
import type { SimulatorOptions } from "../options.ts";
import type { SimulatorAnswer } from "../wire.ts";
import type { FaultName } from "./fault-kinds.ts";

function client(name: FaultName, options: Partial<SimulatorOptions> = {}): AccountClient {
  return new AccountClient({ ...options, faultSettings: [{ name }] });
}

function answered(name: FaultName): SimulatorAnswer {
  const account = client(name);
  const request = { method: "GET", path: "/api/v2/user_fields", headers: { authorization: account.authorization } };
  const outcome = account.simulator.handle(request, account.nowMs);
  if (typeof outcome === "string") throw new Error(outcome);
  return outcome;
}

test("a huge body comes in pieces, and is JSON of 64 MB", () => {
  let [bytes, longest] = [0, 0];
  for (const piece of answered("huge-body").chunks ?? []) {
    bytes += piece.length;
    longest = Math.max(longest, piece.length);
  }
  expect(bytes).toBeGreaterThan(64 * 1024 * 1024);
  expect(longest).toBeLessThan(100_000);
});

test("a slow loris sends one byte per second, forever", () => {
  const { bytesPerSecond, chunks = [] } = answered("slow-loris");
  expect(bytesPerSecond).toBe(1);
  let pieces = 0;
  for (const piece of chunks) {
    pieces += piece.length;
    if (pieces === 100_000) break;
  }
  expect(pieces).toBe(100_000);
});

test.each<[FaultName, number]>([
  ["huge-header", 1],
  ["many-headers", 2000],
])("%s sends a megabyte in %i headers", (name, count) => {
  const padding = Object.entries(answered(name).headers).filter(([header]) => header.startsWith("x-padding"));
  expect(padding).toHaveLength(count);
  expect(padding.flat().join("").length).toBeGreaterThan(1_000_000);
});

test("every address of the account in an answer leads off-origin, and other values stay", () => {
  const account = client("off-origin-urls", { redirectTarget: "http://127.0.0.1:9" });
  const photo = "https://photos.example.com/a.png";
  const user = { external_id: "a", name: "A", user_fields: {}, remote_photo_url: photo, notes: photo };
  const accepted = account.send("POST", "users/create_or_update_many", { users: [user] }).json;
  expect(objectOf(accepted["job_status"])["url"]).toMatch(/^http:\/\/127\.0\.0\.1:9\/api\/v2\/job_statuses\//);
  const fields = account.send("GET", "user_fields?page[size]=100");
  expect(fields.json).toMatchObject({
    meta: { has_more: false, next: "http://127.0.0.1:9/api/v2/user_fields?page[size]=100" },
    links: { next: "http://127.0.0.1:9/api/v2/user_fields?page[size]=100" },
  });
  expect(fields.text).not.toContain("simulated.zendesk.com");
  expect(account.user("a")["notes"]).toBe(photo);
  expect(account.send("GET", "users/show_many?external_ids=a").json["next_page"]).toContain("127.0.0.1:9");
});

test("prototype keys are in every object, and do not pollute what parses them as JSON", () => {
  const { json, text } = client("prototype-keys").send("GET", "users/me");
  expect(Object.hasOwn(json, "__proto__")).toBe(true);
  expect(Object.hasOwn(objectOf(json["user"]), "__proto__")).toBe(true);
  expect(text).toContain('"constructor":{"prototype":{"polluted":true}}');
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("an answer nested 100,000 levels deep still contains what was requested", () => {
  const { body } = answered("deep-json");
  const parsed = JSON.parse(body) as { nested: unknown; user_fields: unknown[] };
  expect(parsed.user_fields.length).toBeGreaterThan(0);
  let depth = 0;
  for (let inner = parsed.nested; Array.isArray(inner); [inner] = inner as unknown[]) depth += 1;
  expect(depth).toBe(100_000);
});

test("a strange request id is one that HTTP permits", () => {
  const id = answered("strange-request-id").headers["x-request-id"] ?? "";
  expect(id).toMatch(/^[\t\u0020-\u007E\u0080-\u00FF]+$/);
  expect(id).toContain("\t");
});
