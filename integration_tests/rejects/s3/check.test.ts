import { expect, inject, test } from "vitest";
import { configFor } from "../../../testing/connector/connector-config.ts";
import { runConnector } from "../../../testing/connector/connector-process.ts";
import { simulatedAccount } from "../../../testing/account/simulated-account.ts";
import type { Permission } from "./global-setup.ts";
import { TestBucket } from "./test-bucket.ts";

/** The SDK finally looks for credentials on Amazon's machines, and waits a long time if there is none. */
const NOT_ON_AMAZON = { AWS_EC2_METADATA_DISABLED: "true" };

async function check(setting: unknown, env: Readonly<Record<string, string>> = NOT_ON_AMAZON) {
  const { baseUrl, credentials } = await simulatedAccount();
  const config = configFor(credentials, { object_storage_config: setting });
  const { code, output, stderr } = await runConnector("check", { config, env: { ZENDESK_BASE_URL: baseUrl, ...env } });
  const statuses = output.messages.flatMap(({ connectionStatus }) => connectionStatus ?? []);
  expect({ code, stderr, statuses: statuses.length, errors: output.errors }).toEqual({
    code: 0,
    stderr: "",
    statuses: 1,
    errors: [],
  });
  return { status: statuses[0]?.status, message: statuses[0]?.message ?? "", printed: output.lines.join("\n") };
}

test("check writes to the bucket, lists it, and leaves nothing behind", async () => {
  const bucket = await TestBucket.create();
  expect(await check(bucket.setting())).toMatchObject({ status: "SUCCEEDED" });
  expect(await bucket.keys()).toEqual([]);
});

test("check uses the keys in the environment if the config has none", async () => {
  const bucket = await TestBucket.create();
  const { access_key_id, secret_access_key } = inject("s3Owner");
  const setting = bucket.setting({ access_key_id: undefined, secret_access_key: undefined });
  const env = { AWS_ACCESS_KEY_ID: access_key_id, AWS_SECRET_ACCESS_KEY: secret_access_key };
  expect(await check(setting, env)).toMatchObject({ status: "SUCCEEDED" });
});

test.each<[what: string, changes: Record<string, unknown>, word: string]>([
  ["a bucket that does not exist", { s3_bucket_name: "no-such-bucket" }, "object_storage_config.s3_bucket_name"],
  ["a key that does not exist", { access_key_id: "AKIA0000000000000000" }, "object_storage_config.access_key_id"],
  ["a wrong secret", { secret_access_key: "wrong-secret" }, "object_storage_config.secret_access_key"],
  ["a key without its secret", { secret_access_key: undefined }, "object_storage_config.secret_access_key is missing"],
  [
    "no keys, neither in the config nor in the environment",
    { access_key_id: undefined, secret_access_key: undefined },
    "object_storage_config.access_key_id",
  ],
  ["a server that is not there", { s3_endpoint: "http://127.0.0.1:9" }, "object_storage_config.s3_endpoint"],
  ["an endpoint that is not an address", { s3_endpoint: "localhost:9000" }, "object_storage_config.s3_endpoint"],
  ["a format that is not written", { format: { format_type: "CSV" } }, "object_storage_config.format.format_type"],
])("check fails for %s, and names the setting", async (_what, changes, word) => {
  const bucket = await TestBucket.create();
  const setting = bucket.setting(changes);
  const { status, message, printed } = await check(setting);
  expect(status).toBe("FAILED");
  expect(message).toContain(word);
  for (const secret of [setting.access_key_id, setting.secret_access_key].filter(Boolean)) {
    expect(printed).not.toContain(secret);
  }
});

test.each<[permission: Permission, leftBehind: number]>([
  ["s3:PutObject", 0],
  ["s3:ListBucket", 0],
  ["s3:DeleteObject", 1],
])("check fails without the permission %s, and names it", async (permission, leftBehind) => {
  const bucket = await TestBucket.create();
  const { status, message } = await check(bucket.setting({ ...inject("s3Without")[permission] }));
  expect(status).toBe("FAILED");
  expect(message).toContain(permission);
  expect(await bucket.keys()).toHaveLength(leftBehind);
});
