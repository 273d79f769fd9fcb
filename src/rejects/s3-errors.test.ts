import { S3ServiceException } from "@aws-sdk/client-s3";
import { ConfigError, type ConnectorError, TransientError } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import { rejectStorageSetting } from "../config/reject-storage-setting.ts";
import { toS3Error } from "./s3-errors.ts";

const setting = rejectStorageSetting.parse({
  storage_type: "S3",
  s3_bucket_name: "acme",
  s3_bucket_region: "eu-central-1",
  bucket_path: "rejected",
});

/** The server's text may quote keys and names. */
const SERVER_SAYS = "AKIASECRET is not welcome";

function answered(httpStatusCode: number, name: string): Error {
  return new S3ServiceException({ name, message: SERVER_SAYS, $fault: "client", $metadata: { httpStatusCode } });
}

function broken(name: string, code?: string): Error {
  return Object.assign(new Error(SERVER_SAYS), { name }, code === undefined ? {} : { code });
}

function explained(error: Error): Error {
  if (setting.storage_type !== "S3") throw new Error("not S3");
  return toS3Error(error, "s3:PutObject", setting);
}

describe("an error from S3", () => {
  it.each<[error: Error, word: string]>([
    [answered(404, "NoSuchBucket"), "s3_bucket_name"],
    [answered(404, "UnknownError"), "s3_bucket_name"],
    [answered(400, "InvalidBucketName"), "s3_bucket_name"],
    [answered(403, "InvalidAccessKeyId"), "access_key_id"],
    [answered(403, "SignatureDoesNotMatch"), "secret_access_key"],
    [answered(400, "ExpiredToken"), "expired"],
    [answered(403, "AccessDenied"), "s3:PutObject"],
    [answered(403, "UnknownError"), "s3:PutObject"],
    [answered(403, "RequestTimeTooSkewed"), "clock"],
    [answered(403, "constructor"), "lack the permission s3:PutObject"],
    [answered(400, "toString"), "the server answered 400"],
    [answered(301, "PermanentRedirect"), "s3_bucket_region"],
    [answered(301, "UnknownError"), "s3_bucket_region"],
    [answered(400, "AuthorizationHeaderMalformed"), "s3_bucket_region"],
    [answered(400, "EntityTooLarge"), "EntityTooLarge"],
    [broken("CredentialsProviderError"), "access_key_id"],
    [broken("NoETag"), "is the address of an S3 server"],
  ])("is a config error that says what to correct: %s", (error, word) => {
    const given = explained(error);
    expect(given).toBeInstanceOf(ConfigError);
    expect(given.message).toContain(word);
    expect(given.message).not.toContain(SERVER_SAYS);
  });

  it.each([
    answered(500, "InternalError"),
    answered(503, "SlowDown"),
    answered(408, "RequestTimeout"),
    answered(429, "TooManyRequests"),
    broken("TimeoutError"),
    broken("Error", "ECONNREFUSED"),
    broken("Error", "ENOTFOUND"),
    broken("a name with spaces"),
  ])("may be temporary: %s", (error) => {
    const given = explained(error);
    expect(given).toBeInstanceOf(TransientError);
    expect(given.message).toContain("eu-central-1");
    expect(given.message).not.toContain(SERVER_SAYS);
  });
});

describe("a code that could be a text", () => {
  it.each(["customer 1001", "AKIA0000000000000000", "ada@example.com", "a_b", "x".repeat(60), "12345", "Über"])(
    "is not printed: %j",
    (code) => {
      for (const error of [answered(400, code), answered(503, code), broken(code), broken("Error", code)]) {
        const given = explained(error) as ConnectorError;
        expect([given.message, given.internalMessage, given.stack, given.cause].join("\n")).not.toContain(code);
      }
    },
  );
});
