import { ConfigError } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import { parseConfig } from "./config.ts";

const token = { auth_type: "api_token", email: "admin@example.com", api_token: "secret" } as const;
const parse = (config: object, env: Record<string, string> = {}): ReturnType<typeof parseConfig> =>
  parseConfig({ subdomain: "acme", credentials: token, ...config }, env);

describe("the subdomain", () => {
  it.each([
    "acme",
    " ACME ",
    "acme.zendesk.com",
    "https://acme.zendesk.com/",
    "https://acme.zendesk.com/agent/home?x=1",
  ])("is understood from %j", (subdomain) => {
    expect(parse({ subdomain }).baseUrl).toBe("https://acme.zendesk.com");
  });

  it.each([
    "evil.com",
    "evil.com#.zendesk.com",
    "evil.com?.zendesk.com",
    "evil.com/.zendesk.com",
    "admin@evil.com",
    "acme@evil.zendesk.com",
    "acme\\.zendesk.com",
    "http://acme.zendesk.com",
    "acme:8080",
    "127.0.0.1",
    "-acme",
    "a".repeat(64),
    "acme\n.evil",
    "åcme",
    " ",
  ])("is refused when it is %j", (subdomain) => {
    expect(() => parse({ subdomain })).toThrow(ConfigError);
  });
});

describe("ZENDESK_BASE_URL", () => {
  it.each(["http://127.0.0.1:8181", "http://localhost:8181/", "http://[::1]:8181", "https://127.1.2.3"])(
    "may be %s",
    (url) => {
      expect(parse({}, { ZENDESK_BASE_URL: url }).baseUrl).toBe(new URL(url).origin);
    },
  );

  it.each([
    "http://example.com",
    "https://acme.zendesk.com",
    "http://127.0.0.1.evil.com",
    "file:///etc/passwd",
    "nonsense",
  ])("may not be %s", (url) => {
    expect(() => parse({}, { ZENDESK_BASE_URL: url })).toThrow(/ZENDESK_BASE_URL/);
  });
});

describe("credentials", () => {
  it("may be given in the short form", () => {
    const config = parseConfig({ subdomain: "acme", email: "admin@example.com", api_token: "secret" }, {});
    expect(config.credentials).toEqual(token);
  });

  it.each([
    ["none at all", {}, /credentials is missing/],
    ["an e-mail without a token", { email: "a@example.com" }, /api_token is missing/],
    ["a token without an e-mail", { api_token: "secret" }, /email is missing/],
    ["both forms", { credentials: token, email: "a@example.com", api_token: "x" }, /remove the others/],
  ])("cannot be %s", (_what, config, message) => {
    expect(() => parseConfig({ subdomain: "acme", ...config }, {})).toThrow(message);
  });
});
