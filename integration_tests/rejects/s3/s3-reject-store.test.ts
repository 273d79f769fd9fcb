import { expect, test } from "vitest";
import { rejectStorageSetting } from "../../../src/config/reject-storage-setting.ts";
import { type S3RejectStore, openS3Rejects } from "../../../src/rejects/s3-reject-store.ts";
import { TestBucket } from "./test-bucket.ts";

async function open(bucket: TestBucket, startedAt: Date): Promise<S3RejectStore> {
  const setting = rejectStorageSetting.parse(bucket.setting());
  if (setting.storage_type !== "S3") throw new Error("not S3");
  return openS3Rejects({ setting, proxy: undefined }, { id: "17", startedAt, isDryRun: false });
}

test("attempts of one sync that start in the same millisecond do not overwrite each other's objects", async () => {
  const bucket = await TestBucket.create();
  const startedAt = new Date();
  for (const attempt of ["first", "second"]) {
    const store = await open(bucket, startedAt);
    await store.append({ name: "users" }, [`${attempt} 1`, `${attempt} 2`]);
    await store.append({ name: "users" }, [`${attempt} 3`]);
    await store.close();
  }
  expect((await bucket.objects()).map(({ text }) => text)).toEqual([
    "first 1\nfirst 2\n",
    "first 3\n",
    "second 1\nsecond 2\n",
    "second 3\n",
  ]);
});

test("the reported location contains the objects", async () => {
  const bucket = await TestBucket.create();
  const store = await open(bucket, new Date());
  await store.append({ name: "users" }, ["line"]);
  await store.close();
  const [key = ""] = await bucket.keys();
  expect(`s3://${bucket.name}/${key}`.startsWith(`${store.location}users/`)).toBe(true);
});
