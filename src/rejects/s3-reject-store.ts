import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { ConfigError, type StreamDescriptor, TransientError } from "airbyte-cdk-typescript";
import type { S3StorageSetting } from "../config/s3-storage-setting.ts";
import { partName, streamFolders, syncFolder } from "./reject-path.ts";
import type { KeptSync, LineKind, RejectStore } from "./reject-store.ts";
import { S3Bucket, type S3Place } from "./s3-bucket.ts";

const compress = promisify(gzip);

/** For one object, including the SDK's retries. Shorter for `check`, because someone waits for it. */
const CHECK_TIMEOUT_MS = 5000;
const WRITE_TIMEOUT_MS = 120_000;

/** Names tried for one object: a retried sync may have taken some, and a server may claim that all are taken. */
const MAX_NAMES = 8;
const FIRST_PAUSE_MS = 25;

/** Writes objects `<bucket_path>/<sync>/[<namespace>/]<stream>/<start>_<part>.jsonl[.gz]`, a new one each time. */
export class S3RejectStore implements RejectStore {
  readonly location: string;
  /** An object cannot be appended to, and one object per few records would be too many. */
  readonly gatherMs = 1000;
  readonly #bucket: S3Bucket;
  readonly #folder: string;
  readonly #isCompressed: boolean;
  readonly #sync: KeptSync;
  readonly #nextParts = new Map<string, number>();

  constructor(bucket: S3Bucket, setting: S3StorageSetting, sync: KeptSync) {
    this.#bucket = bucket;
    this.#folder = keyOf(setting, syncFolder(sync));
    this.#isCompressed = setting.compression.compression_type === "GZIP";
    this.#sync = sync;
    this.location = `s3://${setting.s3_bucket_name}/${this.#folder}/`;
  }

  /** After a lost answer, the lines may be stored twice: the retried object takes the next name. */
  async append(stream: StreamDescriptor, lines: readonly string[], kind: LineKind = "rejected"): Promise<void> {
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(""));
    const body = this.#isCompressed ? await compress(text) : text;
    const contentType = this.#isCompressed ? "application/gzip" : "application/x-ndjson";
    for (let names = 0; names < MAX_NAMES; names++) {
      if (names > 0) await pause(FIRST_PAUSE_MS * 2 ** names);
      if (await this.#bucket.create(this.#nextKey(stream, kind), body, contentType)) return;
    }
    throw namesTaken(MAX_NAMES, this.location);
  }

  close(): Promise<void> {
    this.#bucket.close();
    return Promise.resolve();
  }

  #nextKey(stream: StreamDescriptor, kind: LineKind): string {
    const folder = [this.#folder, ...streamFolders(stream)].join("/");
    const counted = `${kind} ${folder}`;
    const part = this.#nextParts.get(counted) ?? 0;
    this.#nextParts.set(counted, part + 1);
    return `${folder}/${partName(this.#sync, part, kind)}${this.#isCompressed ? ".gz" : ""}`;
  }
}

/** Throws `ConnectorError` if an object cannot be written: now, not at the first rejected record. */
export async function openS3Rejects(place: S3Place, sync: KeptSync): Promise<S3RejectStore> {
  const bucket = new S3Bucket(place, WRITE_TIMEOUT_MS);
  const key = probeKey(place);
  try {
    await createProbe(bucket, key);
  } catch (error) {
    bucket.close();
    throw error;
  }
  // An access key that may only write is enough for a sync, so no sync fails or waits long because of this.
  await bucket.delete(key, CHECK_TIMEOUT_MS).catch(() => {});
  return new S3RejectStore(bucket, place.setting, sync);
}

/** Writes, lists and deletes an object there, as Airbyte's own destinations do. Throws `ConnectorError`. */
export async function checkS3Rejects(place: S3Place): Promise<void> {
  const bucket = new S3Bucket(place, CHECK_TIMEOUT_MS);
  const key = probeKey(place);
  try {
    await createProbe(bucket, key);
    try {
      if (!(await bucket.lists(key))) {
        throw new ConfigError(
          `The bucket "${place.setting.s3_bucket_name}" does not list an object that was just written to it, so rejected records ` +
            'could not be found there. Check "object_storage_config.s3_endpoint" and the bucket\'s policies.',
        );
      }
    } finally {
      await bucket.delete(key);
    }
  } finally {
    bucket.close();
  }
}

async function createProbe(bucket: S3Bucket, key: string): Promise<void> {
  if (!(await bucket.create(key, Buffer.from("test\n"), "text/plain"))) throw namesTaken(1, key);
}

function namesTaken(names: number, location: string): TransientError {
  return new TransientError(
    `Rejected records cannot be stored in S3: the server reports that objects with new names already exist ` +
      `(${names} below ${location}). Check that "object_storage_config.s3_endpoint" is the address of an S3 server, ` +
      "and check the bucket's policies. Then try again.",
  );
}

/** Checks may run at the same time. */
function probeKey({ setting }: S3Place): string {
  return keyOf(setting, `_check_test_${crypto.randomUUID()}`);
}

/** Slashes around a path make no difference. */
function keyOf({ bucket_path }: S3StorageSetting, name: string): string {
  return [...bucket_path.split("/").filter((folder) => folder !== ""), name].join("/");
}
