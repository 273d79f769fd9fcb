import { describe, expect, it } from "vitest";

import { Redaction } from "./redaction.ts";

const STARS = "**********";

function redactionOf(...secrets: string[]): Redaction {
  const redaction = new Redaction();
  for (const secret of secrets) {
    redaction.add(secret);
  }
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
  ])("takes a secret out %s", (_form, text) => {
    expect(redactionOf(secret).apply(`a ${text} b ${text}`)).toBe(`a ${STARS} b ${STARS}`);
  });

  it.each(["", "u", "us", "user:"])("takes a secret out of the base64 of a text where it follows %j", (prefix) => {
    const encoded = Buffer.from(`${prefix}hunter2hunter2:more`).toString("base64");

    const text = redactionOf("hunter2hunter2").apply(encoded);

    expect(text).toContain(STARS);
    expect(Buffer.from(text.replaceAll("*", ""), "base64").toString()).not.toContain("hunter");
  });

  it("takes out the whole of a secret that has another in it", () => {
    expect(redactionOf("abcd", "abcdef").apply("abcdef abcd")).toBe(`${STARS} ${STARS}`);
  });

  it("takes out a secret that its reader trimmed", () => {
    expect(redactionOf(" token\n").apply("<token>")).toBe(`<${STARS}>`);
  });

  it("takes a text with half a surrogate pair", () => {
    expect(redactionOf("ab\uD800c").apply("ab\uD800c")).toBe(STARS);
  });

  it.each(["", " ", "e", "the", " the\n"])("leaves messages readable when a secret is %j", (short) => {
    expect(redactionOf(short).apply("the setting\n")).toBe("the setting\n");
  });

  it("takes out a secret of four characters", () => {
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

  it.each([[undefined], [null], ["text"], [[]], [7]])("takes a config that is %j", (config) => {
    const redaction = new Redaction();
    redaction.addSecretsOf({ properties: { token: { airbyte_secret: true } } }, config);

    expect(redaction.apply("text 7")).toBe("text 7");
  });
});
