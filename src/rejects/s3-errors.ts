import { ConfigError, type ConnectorError, TransientError } from "airbyte-cdk-typescript";
import type { S3StorageSetting } from "../config/s3-storage-setting.ts";

/** What was tried, by the name of the permission that it needs. */
export type S3Action = "s3:PutObject" | "s3:ListBucket" | "s3:DeleteObject";

/** S3: 412 if an object with the name exists, this code (409) if another write of the name is in progress. */
export function isNameTaken(error: unknown): boolean {
  return statusOf(error) === 412 || codeOf(error) === "ConditionalRequestConflict";
}

/** How S3 servers respond to headers that they do not support. */
export function isNotImplemented(error: unknown): boolean {
  return statusOf(error) === 501;
}

/** The code for an answer that does not confirm a stored object, which no S3 server would give. */
export const NO_ETAG = "NoETag";

/**
 * Turns an error of the AWS SDK into one that a person can act on. None of the server's own text is kept, not even in
 * the cause: it names keys, and even an error's code can be any text of the server's.
 */
export function toS3Error(error: unknown, action: S3Action, setting: S3StorageSetting): ConnectorError {
  const status = statusOf(error);
  const code = codeOf(error);
  // The SDK's name for an answer without a code.
  const shown = status !== undefined && code.startsWith("Unknown") ? status : code;
  const details = { internalMessage: `${action}: ${[status, code].filter(Boolean).join(" ")}` };
  const known = Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined;
  const entry = known?.(setting) ?? adviceByStatus(status, action, setting);
  if (entry !== undefined) {
    return new ConfigError(`Rejected records cannot be stored in S3 (${shown}): ${entry}`, details);
  }
  const where = setting.s3_endpoint ?? `Amazon's region ${setting.s3_bucket_region}`;
  return new TransientError(
    `Rejected records cannot be stored in S3: ${where} could not be reached or kept failing (${shown}). ` +
      'Check "object_storage_config.s3_endpoint" and "object_storage_config.s3_bucket_region", and check that the ' +
      "connector may connect there. Then try again.",
    details,
  );
}

type ErrorEntry = (setting: S3StorageSetting) => string;

const wrongKeyId: ErrorEntry = () =>
  'the server does not know the key. Correct "object_storage_config.access_key_id", and check that the key is active.';

const wrongSecret: ErrorEntry = () =>
  'the secret does not belong to the key. Correct "object_storage_config.secret_access_key".';

const noBucket: ErrorEntry = ({ s3_bucket_name: bucket }) =>
  `there is no bucket "${bucket}". Correct "object_storage_config.s3_bucket_name", or create the bucket.`;

const noBucketName: ErrorEntry = ({ s3_bucket_name: bucket }) =>
  `"${bucket}" is not a valid bucket name. Correct "object_storage_config.s3_bucket_name".`;

const wrongRegion: ErrorEntry = ({ s3_bucket_name: bucket, s3_bucket_region: region }) =>
  `the bucket "${bucket}" is not in the region "${region}". Correct "object_storage_config.s3_bucket_region".`;

const noCredentials: ErrorEntry = () =>
  'the connector\'s environment contains no credentials. Enter "object_storage_config.access_key_id" and ' +
  '"object_storage_config.secret_access_key".';

const expired: ErrorEntry = () =>
  "the credentials in the connector's environment have expired. Renew them, or enter " +
  '"object_storage_config.access_key_id" and "object_storage_config.secret_access_key".';

const notStored: ErrorEntry = ({ s3_endpoint: endpoint }) =>
  `the server at ${endpoint ?? "Amazon's address"} did not confirm that it stored an object (no ETag). Check that ` +
  '"object_storage_config.s3_endpoint" is the address of an S3 server, and that no proxy changes its answers.';

const wrongClock: ErrorEntry = () => "the clock of the connector's machine is wrong. Correct it.";

/** Error codes of S3, and names of the SDK's own errors. */
const ADVICE: Readonly<Record<string, ErrorEntry>> = {
  InvalidAccessKeyId: wrongKeyId,
  InvalidClientTokenId: wrongKeyId,
  SignatureDoesNotMatch: wrongSecret,
  NoSuchBucket: noBucket,
  InvalidBucketName: noBucketName,
  PermanentRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  CredentialsProviderError: noCredentials,
  ExpiredToken: expired,
  InvalidToken: expired,
  RequestTimeTooSkewed: wrongClock,
  [NO_ETAG]: notStored,
};

/** For codes that are not listed; undefined if it may be temporary. */
function adviceByStatus(status: number | undefined, action: S3Action, setting: S3StorageSetting): string | undefined {
  if (status === undefined || status >= 500 || status === 408 || status === 429) return undefined;
  if (status === 404) return noBucket(setting);
  // For a bucket in another region, some servers only answer 400 to a HEAD, or 301 with an empty body.
  if (status === 301 || status === 307) return wrongRegion(setting);
  if (status === 401 || status === 403) {
    return (
      `the credentials lack the permission ${action} on the bucket "${setting.s3_bucket_name}" below ` +
      `"${setting.bucket_path}". Grant it, or enter a key that has it in "object_storage_config.access_key_id".`
    );
  }
  return (
    `the server answered ${status} to ${action}. Check "object_storage_config": bucket, region, endpoint and path, ` +
    "and the bucket's policies."
  );
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}

/** Names and codes of Node. Any other name of an error may be free text of a server or library, or contain a key. */
const SAFE_CODE = /^(?:[A-Z][A-Za-z]{1,49}|E[A-Z0-9]{2,20}|(?:ERR|UND_ERR|CERT|DEPTH|SELF|UNABLE)_[A-Z0-9_]{1,50})$/;

/** S3's error code, or the name or code of another error. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  const code = error.name === "Error" && "code" in error && typeof error.code === "string" ? error.code : error.name;
  return SAFE_CODE.test(code) ? code : "unknown error";
}
