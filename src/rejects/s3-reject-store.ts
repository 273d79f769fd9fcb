import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { ConfigError, type StreamDescriptor } from "airbyte-cdk-typescript";
import type { S3StorageSetting } from "../config/s3-storage-setting.ts";
import { partName, streamFolders, syncFolder } from "./reject-path.ts";
import type { RejectStore } from "./reject-store.ts";
import { S3Bucket } from "./s3-bucket.ts";

const compress = promisify(gzip);

/** Writes objects `<bucket_path>/<sync>/[<namespace>/]<stream>/<start>_<part>.jsonl[.gz]`, a new one each time. */
export class S3RejectStore implements RejectStore {
  readonly location: string;
  /** An object cannot be appended to, and one for each handful of records would be many. */
  readonly gatherMs = 1000;
  readonly #bucket: S3Bucket;
  readonly #folder: string;
  readonly #isCompressed: boolean;
  readonly #startedAt: Date;
  readonly #nextParts = new Map<string, number>();

  constructor(setting: S3StorageSetting, syncId: string | undefined, startedAt: Date) {
    this.#bucket = new S3Bucket(setting);
    this.#folder = keyOf(setting, syncFolder(syncId, startedAt));
    this.#isCompressed = setting.compression.compression_type === "GZIP";
    this.#startedAt = startedAt;
    this.location = `s3://${setting.s3_bucket_name}/${this.#folder}/`;
  }

  /** After a lost answer the lines may be there twice: the retried object takes the next name. */
  async append(stream: StreamDescriptor, lines: readonly string[]): Promise<void> {
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(""));
    const body = this.#isCompressed ? await compress(text) : text;
    const contentType = this.#isCompressed ? "application/gzip" : "application/x-ndjson";
    let isStored = false;
    while (!isStored) isStored = await this.#bucket.create(this.#nextKey(stream), body, contentType);
  }

  close(): Promise<void> {
    this.#bucket.close();
    return Promise.resolve();
  }

  #nextKey(stream: StreamDescriptor): string {
    const folder = [this.#folder, ...streamFolders(stream)].join("/");
    const part = this.#nextParts.get(folder) ?? 0;
    this.#nextParts.set(folder, part + 1);
    return `${folder}/${partName(this.#startedAt, part)}${this.#isCompressed ? ".gz" : ""}`;
  }
}

/** Writes, lists and deletes an object there, as Airbyte's own destinations do. Throws what to mend. */
export async function checkS3Rejects(setting: S3StorageSetting): Promise<void> {
  const bucket = new S3Bucket(setting);
  // Checks may run at the same time.
  const key = keyOf(setting, `_check_test_${crypto.randomUUID()}`);
  try {
    await bucket.create(key, Buffer.from("test\n"), "text/plain");
    try {
      if (!(await bucket.lists(key))) {
        throw new ConfigError(
          `The bucket "${setting.s3_bucket_name}" does not list an object that was just written to it. Rejected records ` +
            'must be found again: check "object_storage_config.s3_endpoint" and the bucket\'s rules.',
        );
      }
    } finally {
      await bucket.delete(key);
    }
  } finally {
    bucket.close();
  }
}

/** A path with slashes around it, or none, is the same path. */
function keyOf({ bucket_path }: S3StorageSetting, name: string): string {
  return [...bucket_path.split("/").filter((folder) => folder !== ""), name].join("/");
}
