import type { AccountOptions } from "./account/account-options.ts";
import type { Fault } from "./fault.ts";
import type { FaultSetting } from "./faults/fault-setting.ts";

/** The settings of the account and its faults. */
export interface SimulatorOptions extends AccountOptions {
  readonly faults: readonly Fault[];
  /** Faults by name; asked after `faults`. */
  readonly faultSettings: readonly FaultSetting[];
  /** Serves the page at `/` and remembers what it shows, which costs about as much memory as the account itself. */
  readonly hasPage: boolean;
  /** The other host to which faults lead clients. */
  readonly redirectTarget: string;
}

export const DEFAULT_OPTIONS: SimulatorOptions = {
  seed: 1,
  role: "admin",
  requestsPerMinute: 700,
  rateHeaders: ["ratelimit", "x-rate-limit"],
  otherRequestsPerMinute: 0,
  jobDelaySeconds: { min: 0.5, max: 3 },
  rowMilliseconds: 80,
  rowJitter: 0.25,
  workers: 10,
  jobsInFlight: 30,
  jobLimitReading: "in-flight",
  jobsKept: 300,
  singleUpsertsPerSecond: 1,
  updatesPerMinutePerUser: 5,
  permanentDeletionsPerTenMinutes: 700,
  updatesPerTenMinutesPerTicket: 30,
  ticketUpdatesPerMinute: 100,
  ticketListsPerMinute: 100,
  importsDisabled: false,
  keepsKeysOfDeletedUsers: true,
  // The usual limit of web servers; Zendesk documents none.
  longestUrl: 8192,
  tokenLifetimeSeconds: 1800,
  allowedScopes: [],
  dropsBulkMetadata: false,
  searchDelaySeconds: 0,
  validatePhoneNumbers: false,
  faults: [],
  faultSettings: [],
  hasPage: false,
  redirectTarget: "https://elsewhere.example.com",
};

/** No rate limit and no waiting: jobs end before the next request. */
export const UNTHROTTLED = {
  requestsPerMinute: 0,
  jobDelaySeconds: { min: 0, max: 0 },
  rowMilliseconds: 0,
  jobsInFlight: 0,
  singleUpsertsPerSecond: 0,
  updatesPerMinutePerUser: 0,
  permanentDeletionsPerTenMinutes: 0,
  updatesPerTenMinutesPerTicket: 0,
  ticketUpdatesPerMinute: 0,
  ticketListsPerMinute: 0,
} as const satisfies Partial<SimulatorOptions>;
