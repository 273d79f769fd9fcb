import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { errorsPage } from "./scripts/errors-page.ts";

const ROOT = import.meta.dirname;
const PAGES = globSync("{*.md,docs/**/*.md,examples/*/*.md,packages/*/*.md}", { cwd: ROOT }).toSorted();

const read = (page: string): string => readFileSync(path.join(ROOT, page), "utf8");

/** As in the address of a heading: `## How it works` is `#how-it-works`. */
function anchorsOf(page: string): readonly string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test("docs/errors.md matches the code; `npm run docs` writes it", () => {
  expect(read("docs/errors.md")).toBe(errorsPage());
});

test.each(PAGES)("the links in %s lead to files and headings that exist", (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/g)];
  const broken = links.filter(([, file = "", anchor]) => {
    const target = file === "" ? page : path.join(path.dirname(page), file);
    if (!existsSync(path.join(ROOT, target))) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

test.each(["docs/architecture.md", "CONTRIBUTING.md"])("the files of code that %s names exist", (page) => {
  const files = globSync("{*.ts,{src,packages,testing,simulation,integration_tests,lint,scripts,benchmarks}/**/*.ts}", {
    cwd: ROOT,
    exclude: (name) => name.includes("node_modules"),
  });
  const named = [...read(page).matchAll(/`([\w/.-]+\.ts)`/g)].map(([, file = ""]) => file);
  const isKnown = (name: string): boolean => files.some((file) => file === name || file.endsWith(`/${name}`));
  expect(named.filter((name) => !isKnown(name))).toEqual([]);
});
