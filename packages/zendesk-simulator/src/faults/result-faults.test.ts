import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import type { FaultName } from "./fault-kinds.ts";

const people: readonly JsonObject[] = Array.from({ length: 9 }, (_, row) => ({
  external_id: `p${row}`,
  name: `Person ${row}`,
  email: `p${row}@example.com`,
}));

/** Results of an upsert under the fault. The users in `broken` fail because their e-mail is not valid. */
function results(name: FaultName, broken: readonly number[] = []): { account: AccountClient; shown: Json | undefined } {
  const account = new AccountClient({ faultSettings: [{ name, nth: 1 }], seed: 3 });
  const users = people.map((user, row) => (broken.includes(row) ? { ...user, email: "none" } : user));
  const { id } = objectOf(account.send("POST", "users/create_or_update_many", { users }).json["job_status"]);
  const job = objectOf(account.send("GET", `job_statuses/${String(id)}`).json["job_status"]);
  expect(job["status"]).toBe("completed");
  return { account, shown: job["results"] };
}

function usersIn(account: AccountClient): number {
  // All but the account's owner.
  return [...account.simulator.account.users.all()].length - 1;
}

test.each<[FaultName, Json]>([
  ["results-null", null],
  ["results-object", { success: true }],
])("%s shows %j, and every row is applied", (name, expected) => {
  const { account, shown } = results(name);
  expect([shown, usersIn(account)]).toEqual([expected, people.length]);
});

test("short results lack those of the last rows, which are applied anyway", () => {
  const { account, shown } = results("results-short");
  expect([objectsOf(shown).length, usersIn(account)]).toEqual([6, 9]);
});

test("reordered results can be matched by the keys of their rows", () => {
  const { shown } = results("results-reordered-keyed");
  const rows = objectsOf(shown);
  const keys = rows.map(({ external_id }) => external_id);
  expect(keys).not.toEqual(people.map(({ external_id }) => external_id));
  expect(new Set(keys)).toEqual(new Set(people.map(({ external_id }) => external_id)));
  for (const { email, external_id } of rows) expect(email).toBe(`${String(external_id)}@example.com`);
});

test("reordered results without keys contain only ids", () => {
  const { account, shown } = results("results-reordered-unkeyed");
  const ids = objectsOf(shown).map((row) => Number(row["id"]));
  expect(objectsOf(shown).every((row) => !("email" in row) && !("external_id" in row))).toBe(true);
  expect(ids).not.toEqual(ids.toSorted((a, b) => a - b));
  expect(new Set(ids)).toEqual(new Set(people.map(({ external_id }) => account.user(String(external_id))["id"])));
});

test("a row in conflict is not applied, the others are, and sent again it is applied too", () => {
  const { account, shown } = results("row-conflict");
  const failed = objectsOf(shown).filter((row) => row["error"] !== undefined);
  expect(failed).toMatchObject([{ error: "DatabaseConflict", status: "Failed" }]);
  expect(usersIn(account)).toBe(8);
  account.upsert(...people);
  expect(usersIn(account)).toBe(9);
});

test.each<[FaultName, (row: JsonObject) => Json | undefined]>([
  ["failed-rows-index-in-id", (row) => row["id"]],
  ["failed-rows-with-index", (row) => row["index"]],
])("%s: each failed row names its index, including those that fail for other reasons", (name, indexOf) => {
  const { account, shown } = results(name, [1, 2]);
  const failed = objectsOf(shown).flatMap((row, index) => (row["error"] === undefined ? [] : [{ row, index }]));
  expect(failed.length).toBeGreaterThanOrEqual(2);
  for (const { row, index } of failed) {
    expect(indexOf(row)).toBe(index);
    expect("id" in row).not.toBe("index" in row);
  }
  expect(usersIn(account)).toBe(people.length - failed.length);
});

test("failed rows may give their reason in Spanish, with the address as it was sent", () => {
  const { shown } = results("failed-rows-localized", [0, 1, 2]);
  const details = objectsOf(shown).flatMap((row) =>
    isObject(row) && row["error"] !== undefined ? [row["details"]] : [],
  );
  expect(details).toContain("Nombre: Correo electrónico: none no tiene el formato correcto");
});
