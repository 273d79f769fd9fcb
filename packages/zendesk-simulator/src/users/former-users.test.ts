import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";

const loser = { external_id: "loser", name: "Loser", email: "loser@example.com" };
const winner = { external_id: "winner", name: "Winner", email: "winner@example.com" };

function merged() {
  const account = new AccountClient();
  const [gone, kept] = account.upsert(loser, winner).map(({ id }) => id);
  const answer = account.send("PUT", `users/${String(gone)}/merge`, { user: { id: kept ?? null } });
  return { account, answer, gone, kept };
}

test("a merge returns the user who stays, and the other is gone", () => {
  const { account, answer, gone, kept } = merged();
  expect(answer).toMatchObject({ status: 200, json: { user: { id: kept, external_id: "winner" } } });
  expect(account.send("GET", `users/show_many?ids=${String(gone)}`).json).toMatchObject({ count: 0 });
  expect(account.send("PUT", `users/${String(gone)}/merge`, { user: { id: kept ?? null } }).status).toBe(404);
});

test.each([
  ["external id", { external_id: "LOSER", name: "Back" }, "has already been taken"],
  [
    "address",
    { external_id: "new", name: "Back", email: "Loser@example.com" },
    "is already being used by another user",
  ],
])("the %s of a user who was merged stays taken, for rows and for single requests", (_what, user, text) => {
  const { account } = merged();
  expect(account.upsert(user)).toMatchObject([{ id: 0, status: "Failed", details: expect.stringContaining(text) }]);
  expect(account.send("POST", "users/create_or_update", { user })).toMatchObject({
    status: 422,
    json: { error: "RecordInvalid" },
  });
  const [taken] = account.upsert({ ...winner, email: loser.email });
  expect(taken).toMatchObject({ status: "Failed" });
});

test("only end users can be merged, and only into another user", () => {
  const account = new AccountClient();
  const [agent, user] = account.upsert({ ...loser, role: "agent" }, winner).map(({ id }) => String(id));
  const merge = (from: string | undefined, into: string | undefined) =>
    account.send("PUT", `users/${from}/merge`, { user: { id: Number(into) } }).status;
  expect([merge(agent, user), merge(user, agent), merge(user, user), merge(user, "17")]).toEqual([422, 422, 422, 404]);
});

test.each([
  [true, "Failed"],
  [false, "Created"],
])("with keys of deleted users kept: %j, an upsert by them is %s", (keepsKeysOfDeletedUsers, status) => {
  const account = new AccountClient({ keepsKeysOfDeletedUsers });
  account.upsert(loser);
  account.run("DELETE", "users/destroy_many?external_ids=loser");
  expect(account.upsert(loser)).toMatchObject([{ status }]);
});

test("rows about deleted or merged users fail one by one", () => {
  const { account, gone, kept } = merged();
  const ids = `${String(gone)},${String(kept)}`;
  expect(account.run("PUT", `users/update_many?ids=${ids}`, { user: { notes: "n" } })).toMatchObject([
    { index: 0, error: "RecordNotFound" },
    { id: kept, status: "Updated" },
  ]);
  const path = `users/destroy_many?ids=${ids}`;
  expect([account.run("DELETE", path), account.run("DELETE", path)]).toMatchObject([
    [
      { id: String(gone), error: "RecordNotFound", success: false },
      { id: kept, status: "Deleted" },
    ],
    [{ error: "RecordNotFound" }, { id: String(kept), error: "RecordNotFound", success: false }],
  ]);
});

test("a user who is deleted after the job was accepted fails its row", () => {
  const account = new AccountClient({ jobDelaySeconds: { min: 5, max: 5 } });
  account.send("POST", "/simulator/users", [loser]);
  const users = [{ external_id: "loser", notes: "n" }];
  const accepted = objectOf(account.send("PUT", "users/update_many", { users }).json["job_status"]);
  account.simulator.changeByOthers({ action: "delete", user: { external_id: "loser" } }, account.nowMs);
  account.nowMs += 5000;
  const job = objectOf(account.send("GET", `job_statuses/${String(accepted["id"])}`).json["job_status"]);
  expect(objectsOf(job["results"])).toMatchObject([{ index: 0, error: "RecordNotFound" }]);
});
