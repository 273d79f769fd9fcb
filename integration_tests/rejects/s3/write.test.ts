import { expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import { record, streamState } from "../../../testing/input/airbyte-messages.ts";
import { type DestinationEnd, isState } from "airbyte-cdk-typescript/testing";
import { simulatedAccount, startWrite, write } from "../../../testing/account/simulated-account.ts";
import { s3Proxy } from "./s3-proxy.ts";
import { TestBucket } from "./test-bucket.ts";

/** Without a key: rejected before anything is sent to Zendesk. */
const keyless = (name: string): string => record({ name });

/** Accepted by Zendesk. */
const valid = record({ name: "Anna", external_id: "a" });

/** States come back while the input is still open. */
const PROMPTLY = { FLUSH_INTERVAL_SECONDS: "1" };

function settingsFor(bucket: TestBucket, changes?: Readonly<Record<string, unknown>>) {
  return { settings: { object_storage_config: bucket.setting(changes) } };
}

/** The sync ends with one TRACE of this type, and prints no secrets, and no values of records outside the states. */
function expectFailure({ code, output, stderr }: DestinationEnd, failure_type: string, bucket: TestBucket): void {
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(output.errors).toEqual([expect.objectContaining({ failure_type })]);
  const { access_key_id, secret_access_key } = bucket.setting();
  for (const secret of [access_key_id, secret_access_key, "Anna", "Berta"]) {
    expect(output.lines.join("\n")).not.toContain(secret);
  }
}

test("a state waits until the rejected records before it are in the bucket", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const bucket = await TestBucket.create();
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<undefined>();
  const s3_endpoint = await s3Proxy(({ url }) => {
    // The bucket is tested at the start.
    if (url?.includes("_check_test_")) return undefined;
    asked.resolve();
    return released.promise;
  });
  const connector = await startWrite(account, { ...settingsFor(bucket, { s3_endpoint }), env: PROMPTLY });
  await connector.send([valid, streamState(1)]);
  await connector.seen(isState);
  await connector.send([keyless("Berta"), streamState(2)]);
  await asked.promise;
  expect(connector.output.states).toHaveLength(1);
  released.resolve(undefined);
  await connector.seen(isState, 2);
  expect(await bucket.rejected()).toMatchObject([{ rejected_reason: "missing_key", record: { name: "Berta" } }]);
  expect(connector.output.counts).toMatchObject({ written: 1, rejected: 1 });
  connector.endInput();
  expect(await connector.ended).toMatchObject({ code: 0 });
});

test("records that Zendesk refuses go to the bucket, and the others to Zendesk", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const bucket = await TestBucket.create();
  const people = [
    { name: "Anna", external_id: "a" },
    { name: "Berta", external_id: "b", email: "no address" },
  ];
  const input = [...people.map((data) => record(data)), streamState(1)];
  const { code, output } = await write(account, input, settingsFor(bucket));
  expect(code).toBe(0);
  expect(output.counts).toMatchObject({ created: 1, rejected: 1 });
  expect(await bucket.rejected()).toMatchObject([{ stream: "users", object: "users", record: people[1] }]);
});

test.each<[compression_type: string, ending: string]>([
  ["No Compression", "jsonl"],
  ["GZIP", "jsonl.gz"],
])("with %s, a stream's objects are below the path, the sync and the namespace, and end in .%s", async (type, end) => {
  const account = await simulatedAccount(UNTHROTTLED);
  const bucket = await TestBucket.create();
  const settings = settingsFor(bucket, { bucket_path: "/a b/c/", compression: { compression_type: type } });
  const streams = [{ name: "users" }, { name: "users", namespace: "../crm/eu" }];
  const input = streams.flatMap((stream) => [record({ name: "Anna" }, stream), streamState(1, stream)]);
  const { code } = await write(account, input, { ...settings, streams });
  expect(code).toBe(0);
  const start = String.raw`\d{8}T\d{6}\.\d{3}Z`;
  expect((await bucket.keys()).toSorted()).toEqual([
    expect.stringMatching(new RegExp(`^a b/c/1/%2E%2E%2Fcrm%2Feu/users/${start}_0.${end}$`)),
    expect.stringMatching(new RegExp(`^a b/c/1/users/${start}_0.${end}$`)),
  ]);
  expect(await bucket.rejected()).toMatchObject([{ namespace: "../crm/eu" }, { namespace: null }]);
});

test("a sync that is run again with the same id leaves the first run's objects as they are", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const bucket = await TestBucket.create();
  await write(account, [keyless("Anna"), streamState(1)], settingsFor(bucket));
  const before = await bucket.objects();
  await write(account, [keyless("Berta"), streamState(2)], settingsFor(bucket));
  const after = await bucket.objects();
  expect(before).toHaveLength(1);
  expect(after).toHaveLength(2);
  expect(after).toEqual(expect.arrayContaining([...before]));
});

test("a thousand rejected records become only a few objects", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const bucket = await TestBucket.create();
  const input = Array.from({ length: 999 }, (_, n) => keyless(`Anna ${n}`));
  const { code } = await write(account, [valid, ...input, streamState(1)], settingsFor(bucket));
  expect(code).toBe(0);
  expect((await bucket.keys()).length).toBeLessThanOrEqual(3);
  expect(new Set((await bucket.rejected()).map((rejected) => rejected.record["name"])).size).toBe(999);
});

test("a server without conditional writes is written to without conditions", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const bucket = await TestBucket.create();
  const s3_endpoint = await s3Proxy(({ headers }) => (headers["if-none-match"] === undefined ? undefined : 501));
  const { code } = await write(account, [keyless("Anna"), streamState(1)], settingsFor(bucket, { s3_endpoint }));
  expect(code).toBe(0);
  expect(await bucket.rejected()).toHaveLength(1);
});

test("a server that fails once is asked again", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const bucket = await TestBucket.create();
  let requests = 0;
  const s3_endpoint = await s3Proxy(() => (requests++ === 0 ? 503 : undefined));
  const { code } = await write(account, [keyless("Anna"), streamState(1)], settingsFor(bucket, { s3_endpoint }));
  expect(code).toBe(0);
  expect(await bucket.rejected()).toHaveLength(1);
});

test("when the bucket disappears, the sync ends with an error and later states are held", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const bucket = await TestBucket.create();
  const connector = await startWrite(account, { ...settingsFor(bucket), env: PROMPTLY });
  await connector.send([valid, keyless("Anna"), streamState(1)]);
  await connector.seen(isState);
  await bucket.disappear();
  await connector.send([keyless("Berta"), streamState(2), streamState(3)]);
  const end = await connector.ended;
  expectFailure(end, "config_error", bucket);
  expect(end.output.errors[0]?.message).toContain("object_storage_config.s3_bucket_name");
  expect(end.output.states.map((state) => state.stream?.stream_state?.cursor)).toEqual([1]);
});

test("when the server stays down, the sync ends with an error that Airbyte retries, and its states are held", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const bucket = await TestBucket.create();
  const s3_endpoint = await s3Proxy(() => 503);
  const end = await write(account, [keyless("Anna"), streamState(1)], settingsFor(bucket, { s3_endpoint }));
  expectFailure(end, "transient_error", bucket);
  expect(end.output.states).toEqual([]);
});
