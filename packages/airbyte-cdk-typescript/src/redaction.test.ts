import { describe, expect, it } from "vitest";

import { Redaction } from "./redaction.ts";

const STARS = "**********";

function redactionOf(...secrets: string[]): Redaction {
  const redaction = new Redaction();
  for (const secret of secrets) redaction.add(secret);
  return redaction;
}

describe("Redaction", () => {
  const secret = 'pa"ss wörd/+&';

  it.each([
    ["as it is", secret],
    ["URL-encoded", encodeURIComponent(secret)],
    ["form-encoded", new URLSearchParams({ secret }).toString().slice("secret=".length)],
    ["as JSON", JSON.stringify(secret).slice(1, -1)],
    ["in base64", Buffer.from(secret).toString("base64")],
    ["in base64url", Buffer.from(secret).toString("base64url")],
  ])("removes a secret %s", (_form, text) => {
    expect(redactionOf(secret).apply(`a ${text} b ${text}`)).toBe(`a ${STARS} b ${STARS}`);
  });

  it.each(["", "u", "us", "user:"])("removes a secret from the base64 of a text in which it follows %j", (prefix) => {
    const encoded = Buffer.from(`${prefix}hunter2hunter2:more`).toString("base64");

    const text = redactionOf("hunter2hunter2").apply(encoded);

    expect(text).toContain(STARS);
    expect(Buffer.from(text.replaceAll("*", ""), "base64").toString()).not.toContain("hunter");
  });

  it("removes all of a secret that contains another", () => {
    expect(redactionOf("abcd", "abcdef").apply("abcdef abcd")).toBe(`${STARS} ${STARS}`);
  });

  it("removes a secret that was trimmed", () => {
    expect(redactionOf(" token\n").apply("<token>")).toBe(`<${STARS}>`);
  });

  it("accepts a text with half a surrogate pair", () => {
    expect(redactionOf("ab\uD800c").apply("ab\uD800c")).toBe(STARS);
  });

  it.each(["", " ", "e", "the", " the\n"])("leaves messages readable if a secret is %j", (short) => {
    expect(redactionOf(short).apply("the setting\n")).toBe("the setting\n");
  });

  it("removes a secret of four characters", () => {
    expect(redactionOf("1234").apply("pin 1234")).toBe(`pin ${STARS}`);
  });

  it("finds secrets in nested objects, lists and every branch", () => {
    const hidden = { type: "string", airbyte_secret: true };
    const schema = {
      properties: {
        token: hidden,
        credentials: {
          oneOf: [
            { properties: { type: { const: "a" }, key: hidden } },
            { anyOf: [{ properties: { password: hidden } }], allOf: [{ properties: { pin: hidden } }] },
          ],
        },
        list: { type: "array", items: { properties: { key: hidden } } },
        map: { additionalProperties: hidden },
        object: { airbyte_secret: true },
        open: { type: "string" },
      },
    };
    const redaction = new Redaction();
    redaction.addSecretsOf(schema, {
      token: "secret-1",
      credentials: { type: "b", key: "secret-2", password: "secret-3", pin: 1234 },
      list: [{ key: "secret-4" }, null],
      map: { any: "secret-5" },
      object: { deep: ["secret-6"] },
      open: "public",
    });

    const text = redaction.apply("secret-1 secret-2 secret-3 1234 secret-4 secret-5 secret-6 public");

    expect(text).toBe(`${`${STARS} `.repeat(7)}public`);
  });

  const HIDDEN = { type: "string", airbyte_secret: true };
  const WITH_KEY = { properties: { key: HIDDEN } };
  const THEN = Object.fromEntries(["then"].map((keyword) => [keyword, WITH_KEY]));

  it.each<[where: string, schema: object, config?: unknown]>([
    ["a definition", { properties: { key: { $ref: "#/definitions/hidden" } }, definitions: { hidden: HIDDEN } }],
    ["a definition of definitions", { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: WITH_KEY } }],
    ["a path with escapes", { $ref: "#/$defs/a~1b%20c", $defs: { "a/b c": WITH_KEY } }],
    ["an anchor", { $ref: "#hidden", $defs: { a: { $anchor: "hidden", ...WITH_KEY } } }],
    ["an id", { $ref: "hidden.json", $defs: { a: { $id: "hidden.json", ...WITH_KEY } } }],
    ["a path in an id", { $ref: "a.json#/$defs/b", $defs: { a: { $id: "a.json", $defs: { b: WITH_KEY } } } }],
    ["the schema itself", { properties: { ...WITH_KEY.properties, more: { $ref: "#" } } }, { more: { key: "s3cret" } }],
    ["a circle", { $ref: "#/$defs/a", $defs: { a: { allOf: [{ $ref: "#" }, WITH_KEY] } } }],
    ["then", { if: { properties: { type: { const: "x" } } }, ...THEN }],
    ["else", { if: {}, else: WITH_KEY }],
    ["if", { if: WITH_KEY }],
    ["a dependent schema", { dependentSchemas: { user: WITH_KEY } }],
    ["a dependency", { dependencies: { user: WITH_KEY, other: ["key"] } }],
    ["a pattern", { patternProperties: { "^k": HIDDEN } }],
    ["a pattern beside a property", { properties: { key: {} }, patternProperties: { "^k": HIDDEN } }],
    ["further properties", { additionalProperties: HIDDEN }],
    ["unevaluated properties", { unevaluatedProperties: HIDDEN }],
    ["items", { items: HIDDEN }, ["s3cret"]],
    ["prefixed items", { prefixItems: [{}, HIDDEN] }, ["x", "s3cret"]],
    ["items by position", { items: [{}, HIDDEN] }, ["x", "s3cret"]],
    ["items by position, further on", { items: [], additionalItems: HIDDEN }, ["s3cret"]],
    ["items that are contained", { contains: WITH_KEY }, [{ key: "s3cret" }]],
    ["branches of branches", { oneOf: [{ allOf: [{ anyOf: [THEN] }] }] }],
  ])("finds a secret behind %s", (_where, schema, config = { key: "s3cret" }) => {
    const redaction = new Redaction();
    redaction.addSecretsOf(schema, config);

    expect(redaction.apply("s3cret")).toBe(STARS);
  });

  it("leaves values that only have the name of a secret", () => {
    const redaction = new Redaction();
    redaction.addSecretsOf(
      {
        properties: { host: { $ref: "#/$defs/host" } },
        additionalProperties: HIDDEN,
        $defs: { host: {}, ...WITH_KEY },
      },
      { host: "example.com", key: "s3cret" },
    );

    expect(redaction.apply("s3cret example.com")).toBe(`${STARS} example.com`);
  });

  it.each([[undefined], [null], ["text"], [[]], [7]])("accepts a config that is %j", (config) => {
    const redaction = new Redaction();
    redaction.addSecretsOf({ properties: { token: { airbyte_secret: true } } }, config);

    expect(redaction.apply("text 7")).toBe("text 7");
  });
});
