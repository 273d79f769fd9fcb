import { checkBuilds } from "./builds.ts";
import { checkChangelog, checkChangelogRow } from "./changelogs.ts";
import type { Finding } from "./finding.ts";
import { checkRepository, checkSpec } from "./last-release.ts";
import type { RunProgram } from "./run-program.ts";
import { checkVersions, readVersion } from "./versions.ts";

export interface ReleaseOptions {
  /** The folder of the repository. */
  readonly root: string;
  readonly run: RunProgram;
  /** `2026-11-27` */
  readonly today: string;
}

/** Everything that a release needs, with what is missing. */
export async function checkRelease({ root, run, today }: ReleaseOptions): Promise<readonly Finding[]> {
  const version = readVersion(root);
  return [
    checkVersions(root),
    checkChangelog(root, version, today),
    checkChangelogRow(root, version),
    await checkRepository(run, version),
    await checkSpec(root, run, version),
    ...(await checkBuilds(run)),
  ];
}

/** One line for each finding, and one for each thing that is missing. */
export function describeFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ missing, note, what }) => [
    `${missing.length === 0 ? "ok     " : "MISSING"}  ${what}`,
    ...[...missing, ...(note === undefined ? [] : [note])].map(
      (text) => `         ${text.replaceAll("\n", "\n         ")}`,
    ),
  ]);
  const count = findings.reduce((sum, { missing }) => sum + missing.length, 0);
  const conclusion = count === 0 ? "Nothing is missing. Tag the commit." : `Missing: ${count}`;
  return [...lines, "", conclusion, ""].join("\n");
}
