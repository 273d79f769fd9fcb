import { gunzipSync } from "node:zlib";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from "@aws-sdk/client-s3";
import { inject, onTestFinished } from "vitest";
import type { RejectedRecord } from "../../../testing/connector/rejected-records.ts";

/** An object of the bucket, decompressed if its name says that it is compressed. */
export interface StoredObject {
  readonly key: string;
  readonly text: string;
}

/** A separate bucket for one test, as its owner sees it. */
export class TestBucket {
  readonly name: string;
  readonly #client: S3Client;

  private constructor(name: string) {
    const { access_key_id, secret_access_key } = inject("s3Owner");
    this.name = name;
    this.#client = new S3Client({
      endpoint: inject("s3Endpoint"),
      region: "us-east-1",
      forcePathStyle: true,
      credentials: { accessKeyId: access_key_id, secretAccessKey: secret_access_key },
    });
  }

  static async create(): Promise<TestBucket> {
    const bucket = new TestBucket(`rejected-${crypto.randomUUID()}`);
    await bucket.#client.send(new CreateBucketCommand({ Bucket: bucket.name }));
    onTestFinished(() => bucket.#client.destroy());
    return bucket;
  }

  /** `object_storage_config` for this bucket. */
  setting(changes: Readonly<Record<string, unknown>> = {}) {
    return {
      storage_type: "S3",
      ...inject("s3Owner"),
      s3_bucket_name: this.name,
      s3_bucket_region: "us-east-1",
      s3_endpoint: inject("s3Endpoint"),
      bucket_path: "zendesk/rejected",
      ...changes,
    } as const;
  }

  async keys(): Promise<readonly string[]> {
    const { Contents: objects = [] } = await this.#client.send(new ListObjectsV2Command({ Bucket: this.name }));
    return objects.map(({ Key: key = "" }) => key);
  }

  async objects(): Promise<readonly StoredObject[]> {
    return Promise.all(
      (await this.keys()).map(async (key) => {
        const { Body: body } = await this.#client.send(new GetObjectCommand({ Bucket: this.name, Key: key }));
        const bytes = (await body?.transformToByteArray()) ?? new Uint8Array();
        return { key, text: Buffer.from(key.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString() };
      }),
    );
  }

  async rejected(): Promise<readonly RejectedRecord[]> {
    const lines = (await this.objects()).flatMap(({ text }) => text.split("\n").filter((line) => line !== ""));
    return lines.map((line) => JSON.parse(line) as RejectedRecord);
  }

  async disappear(): Promise<void> {
    for (const key of await this.keys()) {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.name, Key: key }));
    }
    await this.#client.send(new DeleteBucketCommand({ Bucket: this.name }));
  }
}
