import type { ErrorEntry } from "./error-entry.ts";

/** Where a stream's records are all rejected. */
const SEE_REASONS = "See the reasons in the rejected records, or in the summary above this error.";
const CORRECT_MAPPING = 'Correct the mapping, in the connection or in the setting "streams".';
const TRY_MAPPING = 'try the mapping with "dry_run", which writes nothing.';

/** Where the connector itself goes no further, so that nothing is lost. */
export const deliberateStops = {
  outcomes_unknown: {
    failureType: "transient_error",
    when: "Zendesk does not say what became of records",
    cause:
      "Zendesk does not say what became of some records, after {attempts} attempts: {what}. Their states were held back.",
    steps: ["Sync again: these records are sent again."],
    otherwise: "ask Zendesk's support about the job.",
  },
  nothing_written: {
    failureType: "transient_error",
    when: "Zendesk fails every bulk job as a whole, down to those with one record, and no record is written",
    cause:
      "Zendesk failed every bulk job of this sync as a whole, even those with one record, and no record was " +
      "written: {what}. No state was returned for these records.",
    steps: [
      "Look at https://status.zendesk.com for an outage or maintenance.",
      "Sync again: these records are sent again.",
    ],
    otherwise: "ask Zendesk's support about the job that is named here.",
  },
  first_records_rejected: {
    failureType: "config_error",
    when: "the first 1,000 records of a stream are all rejected",
    cause:
      'The first 1,000 records of the stream "{stream}" were all rejected, so its mapping is probably wrong, and no state ' +
      "was returned for them.",
    steps: [SEE_REASONS, CORRECT_MAPPING, "Sync again: the source sends these records again."],
    otherwise: TRY_MAPPING,
  },
  all_records_rejected: {
    failureType: "config_error",
    when: "the input ends, and all of a stream's records (at least 20) were rejected",
    cause:
      'All {count} records of the stream "{stream}" were rejected, so its mapping is probably wrong, and no state was ' +
      "returned for them.",
    steps: [SEE_REASONS, CORRECT_MAPPING, "Sync again: the source sends these records again."],
    otherwise: TRY_MAPPING,
  },
  rejected_after_states: {
    failureType: "config_error",
    when: "all of a stream's records were rejected, and more records or states waited than fit in memory, so that states were returned",
    cause:
      'All of the first {count} records of the stream "{stream}" were rejected, so its mapping is probably wrong. States ' +
      "were returned for some of them, because too many were waiting.",
    steps: [
      SEE_REASONS,
      CORRECT_MAPPING,
      "Send these records again, from the rejected records or by a refresh of the stream: the source has moved past some of them.",
    ],
    otherwise: TRY_MAPPING,
  },
  too_many_deletions: {
    failureType: "config_error",
    when: "a sync would delete more than max_deletions allows",
    cause:
      'This sync would delete more than {count} records in Zendesk, which is all that "max_deletions" allows. It stopped before the ' +
      "next deletion, because a deletion cannot be undone.",
    steps: [
      "Check at the source whether so many are really gone: a wrong filter or a wrong deleted_when column looks the same.",
      'If they are, raise "max_deletions" and sync again: what is already deleted counts as unchanged.',
    ],
    otherwise: 'set "dry_run" to see how many the sync would delete.',
  },
  reject_folder_unwritable: {
    failureType: "config_error",
    when: "the folder for rejected records cannot be written to",
    cause: 'Rejected records cannot be written to "object_storage_config.path" ({folder}): {code}.',
    steps: [
      "Enter a folder that the connector's user may write to: the image's user has the uid 1000.",
      "In a container, mount a volume there.",
    ],
    otherwise: 'keep them elsewhere: set "object_storage_config.storage_type" to "S3".',
  },
  reject_folder_full: {
    failureType: "config_error",
    when: "the disk below the folder for rejected records is full",
    cause:
      'The disk that holds "object_storage_config.path" ({folder}) is full ({code}): a rejected record could not be kept.',
    steps: [
      "Make room there, or enter a folder on a larger disk.",
      "Sync again: no state covers a record that was not kept.",
    ],
    otherwise: 'see why so many records are rejected, or set "object_storage_config.storage_type" to "S3".',
  },
} satisfies Record<string, ErrorEntry>;
