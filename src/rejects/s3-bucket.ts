import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3StorageSetting } from "../config/s3-storage-setting.ts";
import { type ProxySettings, createHttpsAgents } from "../zendesk/http/proxy-agents.ts";
import { limitAnswers } from "./s3-answer-limit.ts";
import { NO_ETAG, type S3Action, isNameTaken, isNotImplemented, toS3Error } from "./s3-errors.ts";

/** Where the bucket is, and how to get there. */
export interface S3Place {
  readonly setting: S3StorageSetting;
  readonly proxy: ProxySettings | undefined;
}

/** The bucket in the config. Throws `ConfigError` or `TransientError`, after retries. */
export class S3Bucket {
  readonly #setting: S3StorageSetting;
  readonly #client: S3Client;
  readonly #timeoutMs: number;
  #knowsConditions = true;

  /** `timeoutMs` limits each action, including its retries. */
  constructor(place: S3Place, timeoutMs: number) {
    this.#setting = place.setting;
    this.#client = createClient(place);
    limitAnswers(this.#client);
    this.#timeoutMs = timeoutMs;
  }

  /** Creates an object. Resolves with true when it is stored, or with false if its name is taken. */
  async create(key: string, body: Uint8Array, contentType: string): Promise<boolean> {
    const put = { Bucket: this.#setting.s3_bucket_name, Key: key, Body: body, ContentType: contentType };
    return this.#act("s3:PutObject", async (abortSignal) => {
      try {
        const { ETag: tag } = await this.#put(put, abortSignal);
        if (tag === undefined) throw Object.assign(new Error("not confirmed"), { name: NO_ETAG });
        return true;
      } catch (error) {
        if (isNameTaken(error)) return false;
        throw error;
      }
    });
  }

  /** Whether the bucket's list contains the object. */
  async lists(key: string): Promise<boolean> {
    const list = new ListObjectsV2Command({ Bucket: this.#setting.s3_bucket_name, Prefix: key, MaxKeys: 1 });
    return this.#act("s3:ListBucket", async (abortSignal) => {
      const { Contents: objects = [] } = await this.#client.send(list, { abortSignal });
      return objects.some((object) => object.Key === key);
    });
  }

  async delete(key: string, timeoutMs = this.#timeoutMs): Promise<void> {
    const deletion = new DeleteObjectCommand({ Bucket: this.#setting.s3_bucket_name, Key: key });
    await this.#act("s3:DeleteObject", (abortSignal) => this.#client.send(deletion, { abortSignal }), timeoutMs);
  }

  close(): void {
    this.#client.destroy();
  }

  /** Without conditional writes, an object would replace one with its name, so names contain the time. */
  async #put(put: PutObjectCommand["input"], abortSignal: AbortSignal) {
    if (this.#knowsConditions) {
      try {
        return await this.#client.send(new PutObjectCommand({ ...put, IfNoneMatch: "*" }), { abortSignal });
      } catch (error) {
        if (!isNotImplemented(error)) throw error;
        this.#knowsConditions = false;
      }
    }
    return this.#client.send(new PutObjectCommand(put), { abortSignal });
  }

  /** The SDK checks the signal only while it waits for an answer. Looking for credentials may hang as well. */
  async #act<Result>(
    action: S3Action,
    work: (abortSignal: AbortSignal) => Promise<Result>,
    timeoutMs = this.#timeoutMs,
  ): Promise<Result> {
    const deadline = new AbortController();
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      reject(Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" }));
      deadline.abort();
    }, timeoutMs);
    try {
      return await Promise.race([work(deadline.signal), late]);
    } catch (error) {
      throw toS3Error(error, action, this.#setting);
    } finally {
      clearTimeout(timer);
    }
  }
}

function createClient({ proxy, setting }: S3Place): S3Client {
  const { access_key_id, secret_access_key, s3_bucket_region, s3_endpoint } = setting;
  return new S3Client({
    region: s3_bucket_region,
    // Without keys, the SDK's default chain: environment, web identity, container, machine.
    ...(access_key_id !== undefined &&
      secret_access_key !== undefined && {
        credentials: { accessKeyId: access_key_id, secretAccessKey: secret_access_key },
      }),
    // Other servers have no host name per bucket, and some refuse the checksums that the SDK adds by default.
    ...(s3_endpoint !== undefined && {
      endpoint: s3_endpoint,
      forcePathStyle: true,
      requestChecksumCalculation: "WHEN_REQUIRED",
    }),
    // With the SDK's growing pauses in between, several seconds.
    maxAttempts: 8,
    // By default, the SDK waits forever.
    requestHandler: {
      connectionTimeout: 10_000,
      requestTimeout: 60_000,
      throwOnRequestTimeout: true,
      httpsAgent: createHttpsAgents(proxy)(addressOf(setting)),
    },
  });
}

/** Where requests go, for `NO_PROXY`. */
function addressOf({ s3_bucket_name, s3_bucket_region, s3_endpoint }: S3StorageSetting): URL {
  return new URL(s3_endpoint ?? `https://${s3_bucket_name}.s3.${s3_bucket_region}.amazonaws.com`);
}
