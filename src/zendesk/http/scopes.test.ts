import { describe, expect, it } from "vitest";
import { coversRequest, grantedScopes, letsWrite } from "./scopes.ts";

describe("scopes in an answer", () => {
  it.each<[text: string | undefined, scopes: readonly string[] | undefined]>([
    ["read write", ["read", "write"]],
    ["read,users:write", ["read", "users:write"]],
    ["read read", ["read"]],
    [undefined, undefined],
    ["", undefined],
    ["<b>read</b>", undefined],
    ["\u001B[31mread", undefined],
    ["x".repeat(50), undefined],
    [
      Array.from({ length: 100 }, (_, index) => `${"a".repeat((index % 40) + 1)}:${"b".repeat(1 + index / 40)}`).join(
        " ",
      ),
      undefined,
    ],
  ])("%j are %j", (text, scopes) => {
    expect(grantedScopes(text)).toEqual(scopes);
  });
});

describe("a scope", () => {
  it.each([
    ["read", false],
    ["read users:read", false],
    ["read write", true],
    ["users:write", true],
    ["", true],
    [" ", true],
  ])("%j allows writing: %s", (scope, expected) => {
    expect(letsWrite(scope)).toBe(expected);
  });

  it.each([
    ["read", "GET /api/v2/users/me.json", true],
    ["read", "POST /api/v2/users/create_many.json", false],
    ["read users:write", "POST /api/v2/users/create_many.json", true],
    ["read tickets:write", "POST /api/v2/users/create_many.json", false],
    ["users:read", "GET /api/v2/users/search.json", false],
    ["users:read", "GET /api/v2/job_statuses/show_many.json", false],
    ["", "POST /api/v2/users/create_many.json", true],
  ])("%j covers %s: %s", (scope, request, expected) => {
    const [method = "", path = ""] = request.split(" ");
    expect(coversRequest(scope, { method, path })).toBe(expected);
  });
});
