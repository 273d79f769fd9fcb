import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseCommandLine, usage } from "./command-line.ts";
import { faultKinds, faultNames } from "./faults/fault-kinds.ts";
import { DEFAULT_OPTIONS, UNTHROTTLED } from "./options.ts";

test("without options the account is the default one on port 8181", () => {
  const options = { ...DEFAULT_OPTIONS, hasPage: true };
  expect(parseCommandLine([])).toEqual({ port: 8181, host: "127.0.0.1", help: false, endWithStdin: false, options });
});

test("unthrottled removes limits and delays, and options given with it still apply", () => {
  const { options } = parseCommandLine(["--unthrottled", "--no-page", "--requests-per-minute", "700"]);
  expect(options).toEqual({ ...DEFAULT_OPTIONS, ...UNTHROTTLED, requestsPerMinute: 700 });
});

test.each<[string[], object]>([
  [["--job-delay-max", "0.1"], { jobDelaySeconds: { min: 0.1, max: 0.1 } }],
  [["--job-delay-min", "5"], { jobDelaySeconds: { min: 5, max: 5 } }],
  [["--rate-headers", "rate-limit, x-rate-limit"], { rateHeaders: ["rate-limit", "x-rate-limit"] }],
  [["--allowed-scopes", "read,users:write"], { allowedScopes: ["read", "users:write"] }],
  [["--imports-disabled", "--token-lifetime", "2"], { importsDisabled: true, tokenLifetimeSeconds: 2 }],
  [["--job-limit-reading", "calls-per-minute"], { jobLimitReading: "calls-per-minute" }],
  [["--free-deleted-keys"], { keepsKeysOfDeletedUsers: false }],
  [["--longest-url", "0"], { longestUrl: 0 }],
  [["--no-page"], { hasPage: false }],
  [["--other-requests-per-minute", "50"], { otherRequestsPerMinute: 50 }],
  [
    ["--fault", "job-failed,rate=0.05", "--fault", "conflict,nth=3,path=/api/v2/users/.{1,3}$"],
    {
      faultSettings: [
        { name: "job-failed", rate: 0.05 },
        { name: "conflict", nth: 3, path: "/api/v2/users/.{1,3}$" },
      ],
    },
  ],
])("%j is understood", (args, options) => {
  expect(parseCommandLine(args).options).toMatchObject(options);
});

test.each([
  [["--seed", "abc"], '--seed takes a number that is not negative, not "abc"'],
  [["--rate-headers", "x"], '--rate-headers takes ratelimit, rate-limit, x-rate-limit, not "x"'],
  [["--fault", "job-fialed"], 'There is no fault "job-fialed". Did you mean "job-failed"?'],
  [["--fault", "conflict,rat=0.1"], '--fault has no "rat". Did you mean "rate"?'],
  [["--fault", "conflict,nth=second"], 'nth of --fault takes a number, not "second"'],
  [["--sed", "1"], "Unknown option '--sed'"],
])("%j is refused with the option's name", (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(message);
});

test("the help lists every option and every fault", () => {
  for (const name of faultNames) expect(usage()).toContain(`  ${name} `);
  expect(usage()).toContain("--unthrottled");
  expect(usage()).toContain("--imports-disabled");
  expect(usage()).toMatch(/^ {2}--other-requests-per-minute VALUE {2,}sent by other clients/m);
});

test.each(faultNames)("the README describes %s as the help does", (name) => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toContain(`| \`${name}\` | ${faultKinds[name].summary} |`);
});
