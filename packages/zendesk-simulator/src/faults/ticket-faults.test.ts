import { expect, test } from "vitest";
import { AccountClient, objectOf } from "../account-client.ts";
import type { Json } from "../json.ts";
import type { FaultName } from "./fault-kinds.ts";

const tickets = ["a", "b", "c", "d"].map((key) => ({ external_id: key, subject: key, comment: { body: key } }));

const EXPECTED: readonly (readonly [FaultName, string, Json, number])[] = [
  ["job-failed", "failed", null, 0],
  ["job-failed-half-applied", "failed", null, 2],
  ["job-killed-half-applied", "killed", null, 2],
  ["results-null", "completed", null, 4],
  ["results-object", "completed", { success: true }, 4],
];

test.each(
  ["tickets/create_many", "imports/tickets/create_many"].flatMap((path) =>
    EXPECTED.map((row) => [path, ...row] as const),
  ),
)("POST %s under %s ends %s, shows %j, and %i tickets are created", (path, name, status, results, held) => {
  const account = new AccountClient({ faultSettings: [{ name, nth: 1 }], seed: 5 });
  const { id } = objectOf(account.send("POST", path, { tickets }).json["job_status"]);
  const job = objectOf(account.send("GET", `job_statuses/${String(id)}`).json["job_status"]);
  expect(job).toMatchObject({ status, results });
  expect([...account.simulator.account.tickets.all()]).toHaveLength(held);
});

test("a ticket is created although the answer to its creation is lost", () => {
  const account = new AccountClient({ faultSettings: [{ name: "connection-reset-after-work", nth: 1 }] });
  const send = () => account.send("POST", "tickets", { ticket: tickets[0] ?? {} });
  expect(send).toThrow("connection reset");
  expect(account.send("GET", "tickets?external_id=a").json).toMatchObject({ count: 1 });
});
