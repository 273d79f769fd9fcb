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
    "acme.zendesk.com.evil.com",
    "acme.zendesk.com@evil.com",
    "https://acme.zendesk.com@evil.com/",
    "https://acme.zendesk.com:443",
    "https://admin:secret@acme.zendesk.com",
    "acme.zendesk.com.",
    "acme.",
    "acme..zendesk.com",
    "evil.acme.zendesk.com",
    "https:/evil.com",
    "//evil.com",
    "https://https://evil.com",
    "evil.com\\.zendesk.com",
    "evil.com%2f.zendesk.com",
    "evil.com\u2044.zendesk.com",
    "acme\u3002zendesk\u3002com",
    "acme\u0000",
    "acme-",
    "acme_1",
    "2130706433.",
    "127.1",
    "[::1]",
    "localhost:8181",
    "javascript:alert(1)",
    "__proto__",
  ])("is refused when it is %j", (subdomain) => {
    expect(() => parse({ subdomain })).toThrow(ConfigError);
  });
});

describe("ZENDESK_BASE_URL", () => {
  it.each([
    ["http://127.0.0.1:8181", "http://127.0.0.1:8181"],
    ["http://localhost:8181/", "http://localhost:8181"],
    ["http://[::1]:8181", "http://[::1]:8181"],
    ["https://127.1.2.3", "https://127.1.2.3"],
    // Other notations of the same machine.
    ["http://127.1:8181", "http://127.0.0.1:8181"],
    ["http://2130706433", "http://127.0.0.1"],
    ["http://0x7f.1", "http://127.0.0.1"],
    ["http://127\u30020\u30020\u30021", "http://127.0.0.1"],
  ])("may be %s, which is %s", (url, origin) => {
    expect(parse({}, { ZENDESK_BASE_URL: url }).baseUrl).toBe(origin);
  });

  it.each([
    "http://example.com",
    "https://acme.zendesk.com",
    "http://127.0.0.1.evil.com",
    "file:///etc/passwd",
    "nonsense",
    "http://localhost.evil.com",
    "http://localhost%2eevil.com",
    "http://localhost.",
    "http://127.0.0.1.nip.io",
    "http://127.0.0.1@evil.com",
    "http://evil.com#@127.0.0.1",
    "http://evil.com?@127.0.0.1",
    "http://evil.com\\@127.0.0.1",
    "http://127.0.0.1\\@evil.com",
    "http://user:password@127.0.0.1",
    "http://127.0.0.1/path",
    "http://127.0.0.1?query",
    "http://127.0.0.1#fragment",
    "http://127.0.0.1:99999",
    "http://[::ffff:127.0.0.1]",
    "http://[::]",
    "http://0.0.0.0",
    "http://0",
    "http://128.0.0.1",
    "http://2130706434.evil.com",
    "http://169.254.169.254",
    "ftp://127.0.0.1",
    "javascript:127.0.0.1",
    "127.0.0.1:8181",
    "//127.0.0.1",
  ])("may not be %s", (url) => {
    expect(() => parse({}, { ZENDESK_BASE_URL: url })).toThrow(/ZENDESK_BASE_URL/);
  });
});

describe("a setting", () => {
  it("may not be named __proto__, and such a name leaves no trace", () => {
    const config = JSON.parse('{"subdomain": "acme", "streams": [{"__proto__": {"object": "users"}}]}') as unknown;
    expect(() => parseConfig(config, {})).toThrow(/"__proto__"/);
    expect(({} as Record<string, unknown>)["object"]).toBeUndefined();
  });
});

describe("the entries of streams", () => {
  const entry = (name: string, namespace?: string | null) => ({
    name,
    object: "users",
    ...(namespace !== undefined && { namespace }),
  });

  it.each([
    ["without a namespace", [entry("people"), entry("people", "")]],
    ["with the namespace null", [entry("people", null), entry("people")]],
    ["in one namespace", [entry("people", "crm"), entry("people", "crm")]],
  ])("may not name one stream twice: %s", (_where, streams) => {
    expect(() => parse({ streams })).toThrow(/two entries for the stream "people"/);
  });

  it("may be for one name in several namespaces, and for all others", () => {
    const streams = [entry("people"), entry("people", "crm"), entry("people", "shop"), entry("leads")];
    expect(parse({ streams }).streams).toEqual(streams);
  });
});

describe("rejected records in S3", () => {
  const s3 = { storage_type: "S3", s3_bucket_name: "rejected", s3_bucket_region: "eu-central-1" };

  it("accept the block of another destination, without a path and with its format", () => {
    const format = { format_type: "JSONL", flattening: "No flattening" };
    const { object_storage_config } = parse({ object_storage_config: { ...s3, format } });
    expect(object_storage_config).toMatchObject({ bucket_path: "", format });
  });

  it.each([
    ["https://user:secret@s3.example.com", /username or password/],
    ["https://secret@s3.example.com", /username or password/],
    ["https://s3.example.com:port", /not a valid address/],
  ])("may not have the endpoint %s, and its value is not quoted", (s3_endpoint, message) => {
    const parsing = (): unknown => parse({ object_storage_config: { ...s3, s3_endpoint } });
    expect(parsing).toThrow(message);
    expect(parsing).not.toThrow(/secret@|:port/);
  });
});

describe("credentials", () => {
  it("may be given in the short form", () => {
    const config = parseConfig({ subdomain: "acme", email: "admin@example.com", api_token: "secret" }, {});
    expect(config).toMatchObject({ credentials: token, ignoresShortForm: false });
  });

  it.each([{ email: "a@example.com", api_token: "x" }, { email: "a@example.com" }, { api_token: "x" }])(
    "win over the short form %j beside them",
    (shortForm) => {
      expect(parse(shortForm)).toMatchObject({ credentials: token, ignoresShortForm: true });
    },
  );

  it.each([
    ["none at all", {}, /credentials is missing/],
    ["an email without a token", { email: "a@example.com" }, /api_token is missing/],
    ["a token without an email", { api_token: "secret" }, /email is missing/],
  ])("cannot be %s", (_what, config, message) => {
    expect(() => parseConfig({ subdomain: "acme", ...config }, {})).toThrow(message);
  });
});
