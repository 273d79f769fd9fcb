import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface LockedPackage {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
}

const lock = JSON.parse(readFileSync(join(import.meta.dirname, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
/** All that are downloaded: neither this project, nor its workspaces, nor the links to these. */
const downloaded = Object.entries(lock.packages).filter(([path, { link }]) => /node_modules\//.test(path) && !link);

test("every installed package is locked to its content", () => {
  expect(downloaded.length).toBeGreaterThan(50);
  const unlocked = downloaded.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""));
  // npm leaves it out of what it finds installed: delete these entries, and `npm install --package-lock-only` without node_modules.
  expect(unlocked.map(([path]) => path)).toEqual([]);
});

test("no package is locked to a particular server", () => {
  expect(downloaded.flatMap(([path, { resolved }]) => (resolved === undefined ? [] : path))).toEqual([]);
});
