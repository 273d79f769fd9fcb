import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3StorageSetting } from "../config/s3-storage-setting.ts";
import { type S3Action, isNameTaken, isNotImplemented, toS3Error } from "./s3-errors.ts";

/** The bucket of the config. What goes wrong is thrown as `ConfigError` or `TransientError`, after retries. */
export class S3Bucket {
  readonly #setting: S3StorageSetting;
  readonly #client: S3Client;
  #knowsConditions = true;

  constructor(setting: S3StorageSetting) {
    this.#setting = setting;
    this.#client = createClient(setting);
  }

  /** Creates an object and resolves with true when it is stored; with false when one of that name exists. */
  async create(key: string, body: Uint8Array, contentType: string): Promise<boolean> {
    // Put by a server that knows no conditions, an object would replace one of its name: names have the time in them.
    const condition = this.#knowsConditions ? { IfNoneMatch: "*" } : {};
    const put = { Bucket: this.#setting.s3_bucket_name, Key: key, Body: body, ContentType: contentType, ...condition };
    try {
      await this.#client.send(new PutObjectCommand(put));
      return true;
    } catch (error) {
      if (isNameTaken(error)) return false;
      if (!this.#knowsConditions || !isNotImplemented(error)) throw this.#explained("s3:PutObject", error);
      this.#knowsConditions = false;
      return this.create(key, body, contentType);
    }
  }

  /** Whether the bucket's list has the object. */
  async lists(key: string): Promise<boolean> {
    try {
      const list = new ListObjectsV2Command({ Bucket: this.#setting.s3_bucket_name, Prefix: key, MaxKeys: 1 });
      const { Contents: objects = [] } = await this.#client.send(list);
      return objects.some((object) => object.Key === key);
    } catch (error) {
      throw this.#explained("s3:ListBucket", error);
    }
  }

  async delete(key: string): Promise<void> {
    try {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#setting.s3_bucket_name, Key: key }));
    } catch (error) {
      throw this.#explained("s3:DeleteObject", error);
    }
  }

  close(): void {
    this.#client.destroy();
  }

  #explained(action: S3Action, error: unknown): unknown {
    return toS3Error(error, action, this.#setting);
  }
}

function createClient(setting: S3StorageSetting): S3Client {
  const { access_key_id, secret_access_key, s3_bucket_region, s3_endpoint } = setting;
  return new S3Client({
    region: s3_bucket_region,
    // Without keys, the SDK's default chain: environment, web identity, container, machine.
    ...(access_key_id !== undefined &&
      secret_access_key !== undefined && {
        credentials: { accessKeyId: access_key_id, secretAccessKey: secret_access_key },
      }),
    // Other servers have no host name for each bucket, and some refuse the checksums that the SDK adds unasked.
    ...(s3_endpoint !== undefined && {
      endpoint: s3_endpoint,
      forcePathStyle: true,
      requestChecksumCalculation: "WHEN_REQUIRED",
    }),
    // With the SDK's growing waits between them, several seconds.
    maxAttempts: 8,
    // By default the SDK waits for ever.
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
  });
}
