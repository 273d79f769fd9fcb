import type { ErrorEntry } from "./error-entry.ts";

/** For streams whose records are all rejected. */
const SEE_REASONS = "Read the reasons in the rejected records, or in the summary above this error.";
const CORRECT_MAPPING = 'Correct the mapping in the connection or in the setting "streams".';
const TRY_MAPPING = 'test the mapping with "dry_run", which writes nothing.';

/** Errors with which the connector itself stops a sync, so that no data is lost. */
export const deliberateStops = {
  outcomes_unknown: {
    failureType: "transient_error",
    when: "Zendesk does not report whether records were written",
    cause:
      "After {attempts} attempts, Zendesk still does not report whether some records were written: {what}. Their states were held back.",
    steps: ["Sync again. The source sends these records again."],
    otherwise: "ask Zendesk Support about the job.",
  },
  nothing_written: {
    failureType: "transient_error",
    when: "every bulk job fails as a whole, even with a single record, and no record is written",
    cause:
      "Every bulk job of this sync failed as a whole in Zendesk, even jobs with a single record, and no record was " +
      "written: {what}. No state was returned for these records.",
    steps: [
      "Check https://status.zendesk.com for an outage or maintenance.",
      "Sync again. The source sends these records again.",
    ],
    otherwise: "ask Zendesk Support about the job that this message names.",
  },
  first_records_rejected: {
    failureType: "config_error",
    when: "the first 1,000 records of a stream are all rejected",
    cause:
      'The first 1,000 records of the stream "{stream}" were all rejected, so its mapping is probably wrong. No state was ' +
      "returned for them.",
    steps: [SEE_REASONS, CORRECT_MAPPING, "Sync again. The source sends these records again."],
    otherwise: TRY_MAPPING,
  },
  all_records_rejected: {
    failureType: "config_error",
    when: "the input ends, and all records of a stream with at least 20 records were rejected",
    cause:
      'All {count} records of the stream "{stream}" were rejected, so its mapping is probably wrong. No state was ' +
      "returned for them.",
    steps: [SEE_REASONS, CORRECT_MAPPING, "Sync again. The source sends these records again."],
    otherwise: TRY_MAPPING,
  },
  rejected_after_states: {
    failureType: "config_error",
    when: "all of a stream's records were rejected, but some states were returned because too many records or states waited to fit in memory",
    cause:
      'All of the first {count} records of the stream "{stream}" were rejected, so its mapping is probably wrong. States ' +
      "were returned for some of them, because too many were waiting.",
    steps: [
      SEE_REASONS,
      CORRECT_MAPPING,
      "Send these records again, from the rejected records or with a refresh of the stream. The source will not send all of them by itself.",
    ],
    otherwise: TRY_MAPPING,
  },
  too_many_deletions: {
    failureType: "config_error",
    when: "a sync would delete more than max_deletions allows",
    cause:
      'This sync would delete more records in Zendesk than "max_deletions" allows ({count}). It stopped before ' +
      "the next deletion, because deletions cannot be undone.",
    steps: [
      "Check at the source whether this many records are really gone. A wrong filter or a wrong deleted_when column has the same effect.",
      'If they are, raise "max_deletions" and sync again. Records that are already deleted count as unchanged.',
    ],
    otherwise: 'set "dry_run" to see how many records the sync would delete.',
  },
  reject_folder_unwritable: {
    failureType: "config_error",
    when: "the folder for rejected records cannot be written to",
    cause: 'Rejected records cannot be written to "object_storage_config.path" ({folder}): {code}.',
    steps: [
      "Enter a folder that the connector may write to. The image runs as uid 1000.",
      "In a container, mount a volume at the folder.",
    ],
    otherwise: 'store them in S3 by setting "object_storage_config.storage_type" to "S3".',
  },
  reject_folder_full: {
    failureType: "config_error",
    when: "the disk that holds the folder for rejected records is full",
    cause:
      'The disk that holds "object_storage_config.path" ({folder}) is full ({code}), so a rejected record could not be stored.',
    steps: [
      "Free up space there, or enter a folder on a larger disk.",
      "Sync again. No state covers a record that was not stored.",
    ],
    otherwise: 'find out why so many records are rejected, or set "object_storage_config.storage_type" to "S3".',
  },
} satisfies Record<string, ErrorEntry>;
