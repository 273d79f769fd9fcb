import { parseArgs } from "node:util";
import { parseFaultSetting } from "./faults/parse-fault-setting.ts";
import { faultKinds, faultNames } from "./faults/fault-kinds.ts";
import type { Role } from "./account/account-options.ts";
import { type JobLimitReading, JOB_LIMIT_READINGS } from "./account/job-limit.ts";
import { type RateHeaderFamily, RATE_HEADER_FAMILIES } from "./account/rate-header-family.ts";
import { LOCAL_HOST } from "./http-server.ts";
import { DEFAULT_OPTIONS, type SimulatorOptions, UNTHROTTLED } from "./options.ts";

interface Flag {
  readonly type: "string" | "boolean";
  readonly help: string;
  readonly multiple?: boolean;
}

const { jobDelaySeconds, ...preset } = DEFAULT_OPTIONS;

const FLAGS = {
  port: { type: "string", help: "port, 0 for any (default 8181)" },
  host: { type: "string", help: `address to listen on; 0.0.0.0 lets other machines in (default ${LOCAL_HOST})` },
  seed: { type: "string", help: `seed of job times, ids and faults (default ${preset.seed})` },
  role: { type: "string", help: "role of the user who signs in: admin, agent, end-user (default admin)" },
  "requests-per-minute": { type: "string", help: `0 for unlimited (default ${preset.requestsPerMinute})` },
  "rate-headers": {
    type: "string",
    help: `of ${RATE_HEADER_FAMILIES.join(", ")} (default ${preset.rateHeaders.join()})`,
  },
  "other-requests-per-minute": {
    type: "string",
    help: `sent by other clients (default ${preset.otherRequestsPerMinute})`,
  },
  "job-delay-min": { type: "string", help: `minimum seconds a job is queued (default ${jobDelaySeconds.min})` },
  "job-delay-max": { type: "string", help: `maximum seconds a job is queued (default ${jobDelaySeconds.max})` },
  "row-ms": { type: "string", help: `milliseconds of work per row (default ${preset.rowMilliseconds})` },
  "row-jitter": { type: "string", help: `share by which row-ms varies between jobs (default ${preset.rowJitter})` },
  workers: { type: "string", help: `jobs worked on at a time (default ${preset.workers})` },
  "jobs-in-flight": {
    type: "string",
    help: `the job limit, 0 for unlimited (default ${preset.jobsInFlight})`,
  },
  "job-limit-reading": {
    type: "string",
    help: `what the job limit counts: ${JOB_LIMIT_READINGS.join(" or ")} (default ${preset.jobLimitReading})`,
  },
  "jobs-kept": { type: "string", help: `jobs that can still be polled (default ${preset.jobsKept})` },
  "token-lifetime": {
    type: "string",
    help: `lifetime of an OAuth token in seconds (default ${preset.tokenLifetimeSeconds})`,
  },
  "allowed-scopes": { type: "string", help: "comma-separated scopes that the OAuth client may request (default all)" },
  "search-delay": {
    type: "string",
    help: `seconds until searches see a change (default ${preset.searchDelaySeconds})`,
  },
  "longest-url": {
    type: "string",
    help: `longest path and query in characters, longer ones are a 414; 0 for unlimited (default ${preset.longestUrl})`,
  },
  "free-deleted-keys": { type: "boolean", help: "keys of deleted users are free again" },
  "imports-disabled": { type: "boolean", help: "bulk user creation is a 403" },
  "drop-bulk-metadata": { type: "boolean", help: "bulk updates of tickets lose their metadata" },
  "validate-phone-numbers": { type: "boolean", help: "phone numbers must be E.164" },
  fault: {
    type: "string",
    multiple: true,
    help: "switches a fault on, repeatable: NAME[,rate=0.05][,nth=3][,path=/api/v2/users]",
  },
  "redirect-target": {
    type: "string",
    help: `the other host to which faults send clients (default ${preset.redirectTarget})`,
  },
  "no-page": { type: "boolean", help: "no page at /, and nothing remembered for it: less memory" },
  unthrottled: { type: "boolean", help: "no rate limits and no waiting: jobs end before the next request" },
  "end-with-stdin": {
    type: "boolean",
    help: "end when standard input ends, for example because the parent process died",
  },
  help: { type: "boolean", help: "print this text" },
} as const satisfies Record<string, Flag>;

type FlagName = keyof typeof FLAGS;

export interface CommandLine {
  readonly port: number;
  readonly host: string;
  readonly help: boolean;
  readonly endWithStdin: boolean;
  readonly options: Partial<SimulatorOptions>;
}

/** Reads the options of `main.ts`. Throws an Error that names the faulty option. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({ args: [...args], options: FLAGS, strict: true });
  const number = (name: FlagName, otherwise: number): number => {
    const value = Number(values[name] ?? otherwise);
    if (Number.isFinite(value) && value >= 0) return value;
    throw new Error(`--${name} takes a number that is not negative, not "${String(values[name])}"`);
  };
  const basis = values.unthrottled === true ? { ...DEFAULT_OPTIONS, ...UNTHROTTLED } : DEFAULT_OPTIONS;
  const delay = basis.jobDelaySeconds;
  const min = number("job-delay-min", Math.min(delay.min, number("job-delay-max", delay.max)));
  return {
    port: number("port", 8181),
    host: values.host ?? LOCAL_HOST,
    help: values.help === true,
    endWithStdin: values["end-with-stdin"] === true,
    options: {
      ...basis,
      seed: number("seed", basis.seed),
      role: oneOf("role", values.role ?? basis.role, ["admin", "agent", "end-user"] satisfies Role[]),
      requestsPerMinute: number("requests-per-minute", basis.requestsPerMinute),
      rateHeaders: readRateHeaders(values["rate-headers"]) ?? basis.rateHeaders,
      otherRequestsPerMinute: number("other-requests-per-minute", basis.otherRequestsPerMinute),
      jobDelaySeconds: { min, max: Math.max(min, number("job-delay-max", delay.max)) },
      rowMilliseconds: number("row-ms", basis.rowMilliseconds),
      rowJitter: number("row-jitter", basis.rowJitter),
      workers: Math.max(1, number("workers", basis.workers)),
      jobsInFlight: number("jobs-in-flight", basis.jobsInFlight),
      jobLimitReading: oneOf(
        "job-limit-reading",
        values["job-limit-reading"] ?? basis.jobLimitReading,
        JOB_LIMIT_READINGS satisfies readonly JobLimitReading[],
      ),
      jobsKept: number("jobs-kept", basis.jobsKept),
      tokenLifetimeSeconds: number("token-lifetime", basis.tokenLifetimeSeconds),
      allowedScopes: listed(values["allowed-scopes"]) ?? basis.allowedScopes,
      searchDelaySeconds: number("search-delay", basis.searchDelaySeconds),
      longestUrl: number("longest-url", basis.longestUrl),
      ...switchesIn(values, basis),
      faultSettings: values.fault?.map(parseFaultSetting) ?? basis.faultSettings,
      redirectTarget: values["redirect-target"] ?? basis.redirectTarget,
    },
  };
}

/** The options that are on or off. */
function switchesIn(values: { readonly [Name in FlagName]?: unknown }, basis: SimulatorOptions) {
  return {
    keepsKeysOfDeletedUsers: values["free-deleted-keys"] !== true && basis.keepsKeysOfDeletedUsers,
    importsDisabled: values["imports-disabled"] === true || basis.importsDisabled,
    dropsBulkMetadata: values["drop-bulk-metadata"] === true || basis.dropsBulkMetadata,
    validatePhoneNumbers: values["validate-phone-numbers"] === true || basis.validatePhoneNumbers,
    hasPage: values["no-page"] !== true,
  };
}

function readRateHeaders(value: string | undefined): readonly RateHeaderFamily[] | undefined {
  return listed(value)?.map((name): RateHeaderFamily => oneOf("rate-headers", name, RATE_HEADER_FAMILIES));
}

export function usage(): string {
  const options = Object.entries(FLAGS).map(
    ([name, { type, help }]) => [`--${name}${type === "string" ? " VALUE" : ""}`, help] as const,
  );
  const width = Math.max(...options.map(([option]) => option.length));
  const lines = options.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`);
  const faults = faultNames.map((name) => `  ${name.padEnd(36)}${faultKinds[name].summary}`);
  const parts = ["A Zendesk on your own machine.", "zendesk-simulator [options]", lines.join("\n")];
  return `${[...parts, `Faults:\n${faults.join("\n")}`].join("\n\n")}\n`;
}

function listed(value: string | undefined): readonly string[] | undefined {
  return value?.split(",").map((part) => part.trim());
}

function oneOf<const Value extends string>(name: FlagName, value: string, values: readonly Value[]): Value {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw new Error(`--${name} takes ${values.join(", ")}, not "${value}"`);
  return found;
}
