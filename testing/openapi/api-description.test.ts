import { describe, expect, it } from "vitest";
import { ApiDescription } from "./api-description.ts";

const description = new ApiDescription(`
openapi: 3.0.3
paths:
  /api/v2/users:
    get:
      parameters: [{ $ref: "#/components/parameters/Role" }]
  /api/v2/users/me:
    get:
      responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/UserRequest" } } } } }
  /api/v2/users/{user_id}:
    parameters: [{ name: user_id, in: path }, { name: include, in: query }]
    put:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/UserRequest" } } } }
components:
  parameters: { Role: { name: role, in: query } }
  schemas:
    UserRequest: { type: object, required: [user], properties: { user: { $ref: "#/components/schemas/User" } } }
    User: { type: object, properties: { name: { type: string }, phone: { type: string, nullable: true } } }
`);

describe("a check against an OpenAPI description", () => {
  it.each([
    ["GET", "/api/v2/users.json?role=admin&page[size]=100&page[after]=x", undefined, "GET /api/v2/users"],
    ["GET", "/api/v2/users/me", undefined, "GET /api/v2/users/me"],
    ["PUT", "/api/v2/users/1?include=roles", { user: { name: "Ana", phone: null } }, "PUT /api/v2/users/{user_id}"],
  ])("finds %s %s described", (method, path, body, operation) => {
    expect(description.check({ method, path, body })).toEqual({ operation, faults: [] });
  });

  it.each([
    ["GET", "/api/v2/users?roles=admin", undefined, ["the parameter roles is not described"]],
    ["PUT", "/api/v2/users/1", { user: { name: 1 } }, ["body/user/name must be string"]],
    ["PUT", "/api/v2/users/1", {}, ["body must have required property 'user'"]],
  ])("finds the fault of %s %s with %j", (method, path, body, faults) => {
    expect(description.check({ method, path, body })?.faults).toEqual(faults);
  });

  it.each([
    ["DELETE", "/api/v2/users/1"],
    ["GET", "/api/v2/organizations"],
    ["GET", "/api/v2/users/1/identities"],
  ])("does not know %s %s", (method, path) => {
    expect(description.check({ method, path })).toBeNull();
  });

  it.each([
    [{ user: { name: "Ana" } }, []],
    [{ user: null }, []],
    [{ user: { name: null } }, []],
    [{ user: { name: 1 } }, ["answer/user/name must be string"]],
    [{}, ["answer must have required property 'user'"]],
  ])("finds the faults of the answer %j", (answer, faults) => {
    const checked = description.checkAnswer({ method: "GET", path: "/api/v2/users/me.json" }, answer);
    expect(checked).toEqual({ operation: "GET /api/v2/users/me", faults });
  });

  it("does not know an answer that is not described", () => {
    expect(description.checkAnswer({ method: "GET", path: "/api/v2/users" }, {})).toBeNull();
  });
});
