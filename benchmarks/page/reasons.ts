/** Why a goal is missed. */
export interface Reasons {
  readonly holds: string;
  readonly tried: string;
}

export const NOTHING: Reasons = { holds: "", tried: "" };

export const REQUESTS_REASONS: Readonly<Record<string, Reasons>> = {
  organizations: {
    holds: "Zendesk has no bulk upsert for them, so they are looked up first: 10 requests per 1,000",
    tried: "One look-up for the 100 records of a job",
  },
  organization_memberships: {
    holds:
      "Users are looked up first, and only a job tells whether a membership exists, so unchanged ones take jobs as well",
    tried: "Looking up each user once for all its memberships; one look-up for 100 users",
  },
  tickets: {
    holds:
      "Zendesk looks up one external id of tickets at a time, and the comments of an existing ticket take another request",
    tried: "Reading comments only for records that have one",
  },
};

export const PIPELINE_REASONS: Reasons = {
  holds:
    "Mapping, validation, the queue, the request, the result and the state make small objects for each record, and about 40 live " +
    "until it is written. A third of the time is garbage collection, mostly of records that wait or are in flight, and a quarter is HTTP",
  tried:
    "A compiled mapper for each stream, bodies that are serialised once, libphonenumber only where it decides, no copies of " +
    "records, what a record refers to found once, request bodies freed while their job runs; young generations of 2 and 4 MB, and " +
    "collection on one thread, which save nothing. A heap that grows as V8 likes saves a quarter of the CPU time, but takes twice the " +
    "memory, and a sync at the default pace hardly uses a core",
};

export const MEMORY_REASONS: Readonly<Record<"users" | "streams", Reasons>> = {
  users: {
    holds:
      "57 MB is Node's program file. Up to 40 MB remember which external id each user was written with, to find records that " +
      "share a user",
    tried:
      "Small heap growth, V8's memory saver, packed numbers instead of objects, bounds for everything that could grow. " +
      "V8's memory saver alone collects more often: a little less memory, and much more CPU time",
  },
  streams: {
    holds:
      "Each stream keeps its part of the catalog, its columns, its mapper and its counts: several kilobytes in all",
    tried: "A heap profile, which found no large part: it is mostly small maps and sets",
  },
};

export const START_REASONS: Reasons = {
  holds: "Loading Node's modules for HTTPS",
  tried:
    "One bundle, Node's compile cache, no modules that the command does not need, no compilation of the spec for a config that parses",
};

export const PODS_REASONS: Readonly<Record<string, Reasons>> = {
  requests: {
    holds:
      "The refusals are all of jobs. By default each connector may have 10 jobs in flight, and finds out by refusals that the " +
      "account has no room for so many. `max_concurrent_jobs` of 30 / N avoids that ([Many syncs on one account](scale.md)). " +
      "Of 100 connectors, each learns only every ten seconds what the others have used",
    tried:
      "First requests of a minute at random moments, none before an answer has come, allowing for what others have probably sent, " +
      "and jobs further apart where there is no room; all of this is in use. " +
      "Starting with two jobs in flight avoids two thirds of the refusals, but makes a single sync with 25 places and jobs of 8 s 12 % " +
      "slower",
  },
  jobs: {
    holds:
      "Only the answer to a job says whether the account has room for another, and none says how many connectors wait. Each finds " +
      "its number by being refused, and leaves two of the 30 places to other tools",
    tried:
      "Jobs further apart where there is no room, and a tenth of a connector's places given up where little room is left; " +
      "both are in use. Starting with two jobs in flight, as above. Growing more slowly where there is little room changed nothing",
  },
};
