import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { simulatedAccount, userLinesOf, usersOf, write } from "../../testing/account/simulated-account.ts";

test("integers beyond 2^53 reach Zendesk with all their digits", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const data = '{"external_id":9007199254740993,"name":"Big","user_fields":{"company_size":1234567890123456789}}';
  const flat = '{"external_id":"9007199254740995","name":"Flat","user_fields.company_size":9007199254740997}';
  const lines = [data, flat].map(
    (text) => `{"type":"RECORD","record":{"stream":"users","data":${text},"emitted_at":1}}`,
  );
  const { code } = await write(account, lines);
  const [big, second] = userLinesOf(account.simulator);
  expect(code).toBe(0);
  expect(big).toContain('"external_id":"9007199254740993"');
  expect(big).toContain('"company_size":1234567890123456789');
  expect(second).toContain('"external_id":"9007199254740995"');
  expect(second).toContain('"company_size":9007199254740997');
});

test("keys are sent as trimmed text, whole numbers without fraction or exponent", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const keys = ["1001.0", "1e3", '"  padded "', '"0007"', "-5", "1.50"];
  const lines = keys.map(
    (key) => `{"type":"RECORD","record":{"stream":"users","data":{"external_id":${key},"name":"User"},"emitted_at":1}}`,
  );
  await write(account, lines);
  const stored = usersOf(account.simulator).map(({ external_id }) => external_id);
  expect(stored).toEqual(["1001", "1000", "padded", "0007", "-5", "1.5"]);
});
