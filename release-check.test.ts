import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { checkRelease, describeFindings } from "./scripts/release/check-release.ts";
import { type ProgramEnd, programsIn } from "./scripts/release/run-program.ts";
import { findBreakingChanges } from "./scripts/release/spec-changes.ts";

const ROOT = import.meta.dirname;
const TODAY = "2026-12-01";
const FILES = ["package.json", "package-lock.json", "metadata.yaml", "Dockerfile", "CHANGELOG.md", "docs/zendesk.md"];

/** A copy of what the check reads, in a repository of its own. */
class Copy {
  readonly root = mkdtempSync(path.join(tmpdir(), "release-"));

  constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true }));
    for (const file of [...FILES, "spec.json", ...globSync("packages/*/package.json", { cwd: ROOT })]) {
      mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
      cpSync(path.join(ROOT, file), path.join(this.root, file));
    }
    this.git("init", "--quiet");
    this.commit();
    this.git("tag", "v0.0.9");
    this.edit("CHANGELOG.md", /^(## \[[^\]]+\] - ).*$/m, `$1${TODAY}`);
    this.edit("docs/zendesk.md", /^(\| \d+\.\d+\.\d+ \| )[^|]*( \|)/m, `$1${TODAY}$2`);
    this.commit();
  }

  edit(file: string, from: RegExp | string, to: string): void {
    const name = path.join(this.root, file);
    const before = readFileSync(name, "utf8");
    writeFileSync(name, before.replace(from, to));
  }

  git(...args: readonly string[]): void {
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], { cwd: this.root });
  }

  commit(): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", "A commit");
  }

  /** `ends`: how other programs than git end, by the beginning of their command line. */
  async check(ends: Readonly<Record<string, ProgramEnd>> = {}): Promise<string> {
    const runGit = programsIn(this.root);
    const run = async (program: string, ...args: readonly string[]): Promise<ProgramEnd> => {
      if (program === "git") return runGit(program, ...args);
      const line = [program, ...args].join(" ");
      return Object.entries(ends).find(([start]) => line.startsWith(start))?.[1] ?? { code: 0, output: "" };
    };
    return describeFindings(await checkRelease({ root: this.root, run, today: TODAY }));
  }
}

function missingIn(printed: string): readonly string[] {
  const lines = printed.split("\n");
  return lines.flatMap((line, index) =>
    line.startsWith("MISSING") ? [`${line.slice(9)}: ${lines[index + 1]?.trim()}`] : [],
  );
}

describe("the release check", () => {
  test("finds nothing missing where nothing is", async () => {
    const printed = await new Copy().check();
    expect(missingIn(printed)).toEqual([]);
    expect(printed).toContain("The spec was compared with that of v0.0.9: 0 breaking changes.");
    expect(printed).toMatch(/\nNothing is missing\. Tag the commit\.\n$/);
  });

  test("says that there is no earlier release to compare the spec with", async () => {
    const copy = new Copy();
    copy.git("tag", "--delete", "v0.0.9");
    const printed = await copy.check();
    expect(printed).toContain("There is no earlier release (no tag v*), so the spec was compared with nothing.");
    expect(missingIn(printed)).toEqual([]);
  });

  test.each<[what: string, file: string, from: RegExp | string, to: string, missing: RegExp]>([
    [
      "a package has another version",
      "packages/airbyte-cdk-typescript/package.json",
      /"version": ".*"/,
      '"version": "9.9.9"',
      /^every file .*: packages\/airbyte-cdk-typescript\/package\.json has 9\.9\.9\. Write /,
    ],
    [
      "the lockfile has another version",
      "package-lock.json",
      /"version": ".*"/,
      '"version": "9.9.9"',
      /package-lock\.json \(run npm install\) has 9\.9\.9/,
    ],
    [
      "metadata.yaml has another version",
      "metadata.yaml",
      /dockerImageTag: .*/,
      "dockerImageTag: 9.9.9",
      /metadata\.yaml \(dockerImageTag\) has 9\.9\.9/,
    ],
    ["metadata.yaml has no version", "metadata.yaml", /dockerImageTag: .*/, "", /has no version\. Write/],
    [
      "the image has another version",
      "Dockerfile",
      /io\.airbyte\.version=".*"/,
      'io.airbyte.version="9.9.9"',
      /Dockerfile's label .* has 9\.9\.9/,
    ],
    [
      "the changelog has no date",
      "CHANGELOG.md",
      ` - ${TODAY}`,
      " - unreleased",
      /The heading of \S+ has no date\. Write "## \[\S+\] - 2026-12-01"/,
    ],
    ["the changelog has a date in the future", "CHANGELOG.md", ` - ${TODAY}`, " - 2027-01-01", /is in the future/],
    [
      "the changelog has unreleased changes on top",
      "CHANGELOG.md",
      /^## /m,
      "## [Unreleased]\n\n- A change.\n\n## ",
      /Its newest heading is not that of the version/,
    ],
    ["the page has no date", "docs/zendesk.md", `| ${TODAY} |`, "| unreleased |", /says "unreleased"\. Write the date/],
    ["the page has no row", "docs/zendesk.md", /^\| \d+\.\d+\.\d+ .*\n/m, "", /no row for \S+\. Add one/],
    [
      "a setting is gone",
      "spec.json",
      '"dry_run": {',
      '"rehearsal": {',
      /Since v0\.0\.9: dry_run was removed\. Describe it in metadata\.yaml/,
    ],
  ])("says so if %s", async (_what, file, from, to, missing) => {
    const copy = new Copy();
    copy.edit(file, from, to);
    const found = missingIn(await copy.check());
    expect(found).toContainEqual(expect.stringMatching(missing));
  });

  test("asks for a date in the changelog and in the page, though neither has one", async () => {
    const copy = new Copy();
    copy.edit("CHANGELOG.md", ` - ${TODAY}`, " - unreleased");
    copy.edit("docs/zendesk.md", `| ${TODAY} |`, "| unreleased |");
    copy.commit();
    expect(missingIn(await copy.check())).toEqual([
      expect.stringMatching(/^CHANGELOG\.md has a dated section: /),
      expect.stringMatching(/^docs\/zendesk\.md has a dated row: /),
    ]);
  });

  test("accepts a breaking change that metadata.yaml announces", async () => {
    const copy = new Copy();
    copy.edit("spec.json", '"dry_run": {', '"rehearsal": {');
    const { version }: { readonly version: string } = JSON.parse(
      readFileSync(path.join(copy.root, "package.json"), "utf8"),
    );
    const announcement = `{ breakingChanges: { ${version}: { message: "dry_run is gone", upgradeDeadline: "2027-01-01" } } }`;
    copy.edit("metadata.yaml", /^data:$/m, `data:\n  releases: ${announcement}`);
    copy.commit();
    const printed = await copy.check();
    expect(missingIn(printed)).toEqual([]);
    expect(printed).toContain("that of v0.0.9: 1 breaking changes");
  });

  test("says so if the version is tagged, or not all is committed", async () => {
    const copy = new Copy();
    const { version }: { readonly version: string } = JSON.parse(
      readFileSync(path.join(copy.root, "package.json"), "utf8"),
    );
    copy.git("tag", `v${version}`);
    copy.edit("Dockerfile", /^/, "# changed\n");
    const printed = await copy.check();
    expect(printed).toContain(`The tag v${version} exists already. Raise the version.`);
    expect(printed).toContain("There are changes that are not committed.");
  });

  test.each<[command: string, end: ProgramEnd, missing: RegExp]>([
    [
      "npm run build",
      { code: 2, output: "src/main.ts(1,1): error\n" },
      /^the connector builds: "npm run build --silent" failed:$/,
    ],
    ["npm pack --dry-run --silent --workspace airbyte", { code: 1, output: "x" }, /^the CDK's package can be made: /],
    ["docker", { code: "ENOENT", output: "" }, /^the image builds: docker is not installed here\. Run "docker build/],
  ])("says so if %s fails", async (command, end, missing) => {
    const printed = await new Copy().check({ [command]: end });
    expect(missingIn(printed)).toEqual([expect.stringMatching(missing)]);
    expect(printed).toContain(end.output.trim());
  });
});

describe("a breaking change of the spec", () => {
  const before = {
    connectionSpecification: {
      required: ["subdomain"],
      properties: {
        subdomain: { type: "string", maxLength: 63 },
        mode: { type: "string", enum: ["add", "replace"] },
        percent: { type: "integer", minimum: 1, maximum: 100 },
        names: { type: "array", items: { type: ["string", "null"] } },
        credentials: {
          oneOf: [
            { properties: { kind: { const: "token" }, token: { type: "string" } }, required: ["kind"] },
            { properties: { kind: { const: "oauth" }, client: { type: "string" } }, required: ["kind"] },
          ],
        },
      },
    },
    supported_destination_sync_modes: ["append", "update"],
  };

  test.each<[change: string, from: string, to: string]>([
    ["mode was removed.", '"mode":', '"way":'],
    ["percent is newly required.", '["subdomain"]', '["subdomain","percent"]'],
    ['mode no longer accepts "replace".', '["add","replace"]', '["add"]'],
    ["subdomain accepts only some values now.", '"maxLength":63', '"maxLength":63,"enum":["acme"]'],
    ["percent no longer accepts the type integer.", '"integer"', '"string"'],
    ["percent has a narrower maximum.", '"maximum":100', '"maximum":99'],
    ["percent has a narrower minimum.", '"minimum":1', '"minimum":2'],
    ["subdomain has a narrower pattern.", '"maxLength":63', '"maxLength":63,"pattern":"^a"'],
    ["names[] no longer accepts the type null.", '["string","null"]', '"string"'],
    ["credentials.kind=oauth was removed.", '"const":"oauth"', '"const":"oauth2"'],
    ["credentials.kind=token.token was removed.", '"token":{', '"api_token":{'],
    ["credentials.kind=token.token is newly required.", '["kind"]', '["kind","token"]'],
    ["The sync mode update was removed.", '["append","update"]', '["append"]'],
  ])("is found: %s", (change, from, to) => {
    const text = JSON.stringify(before);
    expect(text).toContain(from);
    expect(findBreakingChanges(before, JSON.parse(text.replace(from, to)))).toEqual([change]);
  });

  test.each<[what: string, from: string, to: string]>([
    ["a new setting", '"mode":', '"other":{"type":"string"},"mode":'],
    ["a new value", '["add","replace"]', '["add","replace","remove"]'],
    ["an enum that is gone", ',"enum":["add","replace"]', ""],
    ["wider bounds", '"maximum":100', '"maximum":1000'],
    ["a setting that need not be there any more", '"required":["subdomain"],', ""],
    ["a new sync mode", '["append","update"]', '["append","append_dedup","update"]'],
  ])("is not %s", (_what, from, to) => {
    const text = JSON.stringify(before);
    expect(text).toContain(from);
    expect(findBreakingChanges(before, JSON.parse(text.replace(from, to)))).toEqual([]);
  });
});

describe(".github", () => {
  const read = (file: string): unknown => parse(readFileSync(path.join(ROOT, ".github", file), "utf8"));

  test("runs .ci/run for each push and pull request", () => {
    const workflow = Object(read("workflows/ci.yml"));
    const steps: readonly { readonly run?: string }[] = Object.values(Object(workflow.jobs)).flatMap(
      (job) => Object(job).steps,
    );
    expect(Object.keys(Object(workflow.on))).toEqual(["push", "pull_request"]);
    expect(steps.map(({ run }) => run)).toContain(".ci/run");
  });

  test.each(["bug_report.yml", "feature_request.yml"])(
    "asks in %s for what is needed, and not for records or secrets",
    (file) => {
      const form = Object(read(`ISSUE_TEMPLATE/${file}`));
      expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
      expect(JSON.stringify(form.body)).toMatch(/records/);
    },
  );
});
