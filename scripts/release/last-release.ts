import { readFileSync } from "node:fs";
import path from "node:path";
import { isJsonObject } from "airbyte-cdk-typescript";
import { parse } from "yaml";
import type { Finding } from "./finding.ts";
import type { RunProgram } from "./run-program.ts";
import { findBreakingChanges } from "./spec-changes.ts";

const SPEC = "spec.json";

/** The version is new, and everything is committed. */
export async function checkRepository(run: RunProgram, version: string): Promise<Finding> {
  const [tags, status] = [await listTags(run), await run("git", "status", "--porcelain")];
  const missing: string[] = [];
  if (tags.includes(`v${version}`)) missing.push(`The tag v${version} exists already. Raise the version.`);
  if (status.output.trim() !== "") missing.push("There are changes that are not committed. Commit them.");
  return { what: "the version is new, and everything is committed", missing };
}

/**
 * Changes of the spec since the last release that would break connections. Airbyte warns the owners of these if
 * metadata.yaml lists the version under `releases.breakingChanges`.
 */
export async function checkSpec(root: string, run: RunProgram, version: string): Promise<Finding> {
  const what = "breaking changes of the spec are announced";
  const last = (await listTags(run)).find((tag) => tag !== `v${version}`);
  if (last === undefined) {
    return {
      what,
      missing: [],
      note: "There is no earlier release (no tag v*), so the spec was compared with nothing.",
    };
  }
  const { code, output } = await run("git", "show", `${last}:${SPEC}`);
  if (code !== 0) return { what, missing: [`${last} has no ${SPEC} to compare with.`] };
  const changes = findBreakingChanges(objectIn(output), objectIn(readFileSync(path.join(root, SPEC), "utf8")));
  const isAnnounced = version in announcedIn(root);
  const advice = `Describe it in metadata.yaml, under releases.breakingChanges."${version}", or take it back.`;
  return {
    what,
    missing: isAnnounced ? [] : changes.map((change) => `Since ${last}: ${change} ${advice}`),
    note: `The spec was compared with that of ${last}: ${changes.length} breaking changes.`,
  };
}

/** The newest version first. */
async function listTags(run: RunProgram): Promise<readonly string[]> {
  const { output } = await run("git", "tag", "--list", "v*", "--sort=-version:refname");
  return output.split("\n").filter((tag) => tag !== "");
}

function announcedIn(root: string): object {
  const metadata: unknown = parse(readFileSync(path.join(root, "metadata.yaml"), "utf8"));
  return Object(Object(Object(metadata)["data"])["releases"])["breakingChanges"] ?? {};
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : {};
}
