import { readFileSync } from "node:fs";
import path from "node:path";
import type { Finding } from "./finding.ts";

const CHANGELOG = "CHANGELOG.md";
const PAGE = "docs/zendesk.md";
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The newest heading of CHANGELOG.md is that of the version, with its date. */
export function checkChangelog(root: string, version: string, today: string): Finding {
  const fault = findHeadingFault(root, version, today);
  const missing = fault === undefined ? [] : [`${fault} Write "## [${version}] - ${today}".`];
  return { what: `${CHANGELOG} has a dated section`, missing };
}

function findHeadingFault(root: string, version: string, today: string): string | undefined {
  const [, newest, date = ""] = newestHeading(root) ?? [];
  if (newest !== version) return "Its newest heading is not that of the version.";
  if (!DATE.test(date)) return `The heading of ${version} has no date.`;
  return date > today ? `The date of ${version} is in the future.` : undefined;
}

/** The table of versions in the documentation has a row for the version, with the changelog's date. */
export function checkChangelogRow(root: string, version: string): Finding {
  const fault = findRowFault(root, version);
  return { what: `${PAGE} has a dated row`, missing: fault === undefined ? [] : [fault] };
}

function findRowFault(root: string, version: string): string | undefined {
  const [, , date = ""] = newestHeading(root) ?? [];
  const rows = readFileSync(path.join(root, PAGE), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim())).find(([, first]) => first === version);
  if (!cells) return `Its table of changes has no row for ${version}. Add one.`;
  return cells[2] === date && DATE.test(date)
    ? undefined
    : `Its row for ${version} says "${cells[2]}". Write the date of the release, as in ${CHANGELOG}.`;
}

function newestHeading(root: string): RegExpExecArray | null {
  return /^## \[([^\]]+)\](?: - (.*))?$/m.exec(readFileSync(path.join(root, CHANGELOG), "utf8"));
}
