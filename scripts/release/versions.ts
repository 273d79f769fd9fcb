import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { Finding } from "./finding.ts";

/** The version to be released. */
export function readVersion(root: string): string {
  return String(Object(readJson(root, "package.json"))["version"]);
}

/** Every place that has the version must have that of package.json. */
export function checkVersions(root: string): Finding {
  const version = readVersion(root);
  const differing = versionsIn(root).filter(([, found]) => found !== version);
  return {
    what: `every file has version ${version}`,
    missing: differing.map(([place, found]) => `${place} has ${found ?? "no version"}. Write ${version} there.`),
  };
}

function versionsIn(root: string): readonly (readonly [place: string, version: string | undefined])[] {
  const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
  const lock = Object(readJson(root, "package-lock.json"));
  const packages = globSync("packages/*/package.json", { cwd: root }).toSorted();
  const label = /^LABEL io\.airbyte\.version="(.*)"$/m.exec(read("Dockerfile"))?.[1];
  return [
    ["package-lock.json (run npm install)", textOf(lock["version"])],
    ...packages.map((file) => [file, textOf(Object(readJson(root, file))["version"])] as const),
    ...packages.map((file) => {
      const folder = path.dirname(file);
      return [
        `package-lock.json for ${folder} (run npm install)`,
        textOf(Object(lock["packages"])[folder]?.version),
      ] as const;
    }),
    ["metadata.yaml (dockerImageTag)", textOf(Object(parse(read("metadata.yaml")))["data"]?.dockerImageTag)],
    ["the Dockerfile's label io.airbyte.version", label],
  ];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function readJson(root: string, file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), "utf8"));
}
