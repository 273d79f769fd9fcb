import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { isJsonObject } from "airbyte-cdk-typescript";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { errorsPage } from "./scripts/errors-page.ts";
import { spec } from "./src/config/spec.ts";
import { blocksOf, quotedIn, readPage, rowsOf, sectionOf } from "./testing/documents/page.ts";

const ROOT = import.meta.dirname;
const PAGES = globSync("{*.md,docs/**/*.md,examples/*/*.md,packages/*/*.md}", { cwd: ROOT }).toSorted();

/** As in the address of a heading: `## How it works` is `#how-it-works`. */
function anchorsOf(page: string): readonly string[] {
  return [...readPage(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test("docs/errors.md matches the code; `npm run docs` writes it", () => {
  expect(readPage("docs/errors.md")).toBe(errorsPage());
});

test("docs/rejected-records.md explains every reason", () => {
  const [, union = ""] = /type RejectedReason =([^;]+);/.exec(readPage("src/objects/rejection.ts")) ?? [];
  const reasons = new Set([...union.matchAll(/"(\w+)"/g)].map(([, reason]) => reason));
  const explained = rowsOf(sectionOf(readPage("docs/rejected-records.md"), /^Reasons/)).slice(1);
  expect(new Set(explained.map((row) => quotedIn(row)[0]))).toEqual(reasons);
});

test.each(PAGES)("the links in %s lead to files and headings that exist", (page) => {
  const links = [...readPage(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/g)];
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
  const named = [...readPage(page).matchAll(/`([\w/.-]+\.ts)`/g)].map(([, file = ""]) => file);
  const isKnown = (name: string): boolean => files.some((file) => file === name || file.endsWith(`/${name}`));
  expect(named.filter((name) => !isKnown(name))).toEqual([]);
});

describe("commands", () => {
  const manifests = globSync("{.,packages/*}/package.json", { cwd: ROOT });
  const scripts = new Set(manifests.flatMap((file) => Object.keys(Object(JSON.parse(readPage(file))).scripts ?? {})));

  test.each(PAGES)("of npm in %s exist", (page) => {
    const named = [...readPage(page).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, script = ""]) => script);
    expect(named.filter((script) => !scripts.has(script))).toEqual([]);
  });

  test.each(PAGES)("in %s read files that exist", (page) => {
    const commands = ["sh", "python"].flatMap((language) => blocksOf(readPage(page), language)).join("\n");
    const files = [...commands.matchAll(/(?<=[\s"@(/])(?:examples|integration_tests)\/[\w./-]+/g)].map(String);
    const folder = path.join(ROOT, page.startsWith("packages/") ? path.dirname(page) : "");
    expect(files.filter((file) => !existsSync(path.join(folder, file)))).toEqual([]);
  });
});

describe("JSON", () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(spec.connectionSpecification);
  const names = Object.keys(Object(spec.connectionSpecification["properties"]));
  const ACCOUNT = { subdomain: "acme", credentials: { auth_type: "oauth2_access_token", access_token: "secret" } };

  const blocks = PAGES.flatMap((page) =>
    blocksOf(readPage(page), "json").map((block, index) => ({ page, block, number: index + 1 })),
  );

  test.each(blocks)("block $number of $page is valid", ({ block }) => {
    const value: unknown = JSON.parse(block);
    if (isOfOthers(value)) return;
    const settings = isJsonObject(value) && "object" in value ? { streams: [value] } : value;
    expect(Object.keys(Object(settings)).filter((name) => !names.includes(name))).toEqual([]);
    validate({ ...ACCOUNT, ...Object(settings) });
    expect(validate.errors).toBeNull();
  });

  const quoted = PAGES.flatMap((page) => quotedIn(readPage(page).replaceAll(/^ *```.*?^ *```$/gms, "")))
    .map((text) => text.replaceAll(/\s+/g, " "))
    .filter((text) => text.startsWith('{"') && !text.includes("…"));

  test.each(quoted)("in the text is valid: %s", (text) => {
    const value: unknown = JSON.parse(text);
    const isStorage = isJsonObject(value) && "storage_type" in value;
    validate({ ...ACCOUNT, ...(isStorage ? { object_storage_config: value } : {}) });
    expect(validate.errors).toBeNull();
  });

  const lines = PAGES.flatMap((page) =>
    blocksOf(readPage(page), "jsonl").flatMap((block) => block.trimEnd().split("\n")),
  );

  test.each(lines)("is a message: %s", (line) => {
    expect(JSON.parse(line)).toMatchObject({ type: expect.stringMatching(/^(?:RECORD|STATE)$/) });
  });

  /** A catalog, an operation of `discover`, a stream of the public API or a tsconfig.json: the tests of their pages use them. */
  function isOfOthers(value: unknown): boolean {
    if (!isJsonObject(value)) return false;
    const [first] = Array.isArray(value["streams"]) ? value["streams"] : [];
    return (
      "object_name" in value ||
      "syncMode" in value ||
      "compilerOptions" in value ||
      (isJsonObject(first) && "stream" in first)
    );
  }
});

describe("pages that name the image", () => {
  const version: unknown = Object(Object(parse(readFileSync(path.join(ROOT, "metadata.yaml"), "utf8")))["data"])[
    "dockerImageTag"
  ];
  const NAMED = /(?<=destination-zendesk:|dockerImageTag": "|docker_image_tag +\S "|^\| )\d+\.\d+\.\d+/gm;

  test("name its version", () => {
    const versions = PAGES.filter((page) => page !== "CHANGELOG.md").flatMap((page) => [
      ...readPage(page).matchAll(NAMED),
    ]);
    expect(versions.length).toBeGreaterThan(0);
    expect(new Set(versions.map(String))).toEqual(new Set([version]));
  });
});
