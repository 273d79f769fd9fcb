import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/** The folders of src, lowest first. A file imports only from its own folder and from folders listed before it. */
const LAYERS = [
  "src/text",
  "src/json",
  "src/compact",
  "src/time",
  "src/fields",
  "src/zendesk/rate-limit",
  "src/zendesk/http",
  "src/zendesk/jobs",
  "src/zendesk/resources",
  "src/zendesk",
  "src/errors",
  "src/objects",
  "src/objects/references",
  "src/objects/find",
  "src/objects/write/explain",
  "src/objects/write",
  "src/objects/organizations",
  "src/objects/custom-objects",
  "src/objects/users/users-settings.ts",
  "src/objects/users/user-keys.ts",
  "src/objects/users/columns",
  "src/objects/users/team",
  "src/objects/users/follow-up",
  "src/objects/users/imports",
  "src/objects/users/deletions",
  "src/objects/users/foresight/owners",
  "src/objects/users/foresight",
  "src/objects/users",
  "src/objects/memberships",
  "src/objects/tickets/tickets-settings.ts",
  "src/objects/tickets/columns",
  "src/objects/tickets",
  "src/objects/registry.ts",
  "src/config",
  "src/rejects",
  "src/replay",
  "src/sync/mapping",
  "src/sync/outcomes",
  "src/sync/delivery",
  "src/sync",
  "src/undo",
  "src",
];

const root = import.meta.dirname;
const sources = globSync("src/**/*.ts", { cwd: root }).filter(
  (file) => !file.endsWith(".test.ts") && !file.includes("test-support/"),
);

function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import\() ?"(\.[^"]+)"/g)].map(([, specifier = ""]) => specifier);
  return specifiers.map((specifier) => path.normalize(path.join(path.dirname(file), specifier)));
}

/** A single file may be a layer of its own. */
function layerOf(file: string): number {
  return LAYERS.includes(file) ? LAYERS.indexOf(file) : LAYERS.indexOf(path.dirname(file));
}

describe("the source", () => {
  test("has only folders that the list of layers names", () => {
    expect(sources.filter((file) => layerOf(file) < 0)).toEqual([]);
  });

  test("imports downward only", () => {
    const upward = sources.flatMap((file) =>
      importsOf(file)
        .filter((imported) => layerOf(imported) > layerOf(file))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(upward).toEqual([]);
  });
});

/**
 * The most lines of a folder that belongs to an object, without its sub-folders. What would make it longer is usually
 * something general, or a room of its own. Columns do not count, because how many there are is up to Zendesk.
 */
const MAX_LINES = 250;
const OWN_FOLDER = /^src\/objects\/(?!(?:find|references|write)(?:\/|$))[^.]+$/;

describe("each folder of an object, and each folder inside it,", () => {
  const folders = LAYERS.filter((layer) => OWN_FOLDER.test(layer) && !layer.endsWith("/columns"));

  test.each(folders)("is small without its columns: %s", (folder) => {
    const files = sources.filter((file) => path.dirname(file) === folder && !file.endsWith("-columns.ts"));
    const texts = files.map((file) => readFileSync(path.join(root, file), "utf8"));
    const lines = texts.reduce((sum, text) => sum + text.split("\n").length - 1, 0);
    expect(files).not.toEqual([]);
    expect(lines).toBeLessThanOrEqual(MAX_LINES);
  });

  test.each(folders)("is in the table of layers in docs/architecture.md: %s", (folder) => {
    const table = readFileSync(path.join(root, "docs/architecture.md"), "utf8").split("\n## ")[1];
    expect(table).toContain(`${path.basename(folder)}/\``);
  });
});

/** Folders with code for any object, which do not know a particular one. */
const GENERAL_FOLDERS = /^src\/(?:objects\/(?:find|write)|sync|fields|rejects|config|zendesk(?!\/resources))\//;
/** In names of the code too: `userColumns`, `USER_FIELDS`, `organizationOf`. */
const OBJECT_WORDS =
  /[Uu]sers?(?![a-z])|USER|[Oo]rgani[sz]ation|ORGANI[SZ]ATION|[Mm]embership|[Tt]icket|[Pp]erson(?:s|'s)?\b/;

const ALLOWED_WORDS: readonly (readonly [text: RegExp, reason: string])[] = [
  [/\/api\/v2\/\w+/, "a comment names an endpoint as an example"],
  [/`users:write`/, "a comment shows how Zendesk writes scopes"],
  [/`zen:user`/, "a comment shows what Zendesk says of a lookup field's target"],
  [/"Bulk Create User"/, "a comment shows what Zendesk calls a job"],
  [/calling user/, "a comment: Zendesk writes in the language of whoever calls the API"],
  [/http:\/\/user:password@/, "a comment shows how the address of a proxy is written"],
  [/that a person can act on/, "errors are for people"],
  [/"nice person"|and `person`/, "a comment shows what Zendesk makes of a tag with a blank"],
];

describe("the general folders", () => {
  const lines = sources
    .filter((file) => GENERAL_FOLDERS.test(file))
    .flatMap((file) =>
      readFileSync(path.join(root, file), "utf8")
        .split("\n")
        .map((line) => `${file}: ${line.trim()}`),
    )
    .filter((line) => OBJECT_WORDS.test(line));

  test("name no particular object", () => {
    expect(lines.filter((line) => !ALLOWED_WORDS.some(([text]) => text.test(line)))).toEqual([]);
  });

  test.each(ALLOWED_WORDS)("need the exception %s: %s", (text) => {
    expect(lines.filter((line) => text.test(line))).not.toEqual([]);
  });
});

/** What may import what, outside the source. Whatever is not listed for a folder, it does not know. */
const KNOWN = {
  src: ["src"],
  testing: ["src", "testing"],
  simulation: ["simulation", "src", "testing"],
  integration_tests: ["integration_tests", "src", "testing"],
  benchmarks: ["benchmarks", "simulation/world", "src", "testing"],
} as const;

describe.each(Object.entries(KNOWN))("%s/", (folder, known) => {
  test(`imports from ${known.join(", ")} only`, () => {
    const files = globSync(`${folder}/**/*.ts`, { cwd: root });
    const unknown = files.flatMap((file) =>
      importsOf(file)
        .filter((imported) => !known.some((name) => imported.startsWith(`${name}/`)))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(files).not.toEqual([]);
    expect(unknown).toEqual([]);
  });
});

describe("the packages", () => {
  test.each([
    ["airbyte-cdk-typescript", /zendesk/i],
    ["zendesk-simulator", /airbyte/i],
  ])("%s knows nothing about the other side", (name, word) => {
    const files = globSync(`packages/${name}/src/**/*.ts`, { cwd: root });
    expect(
      files.filter((file) => importsOf(file).some((imported) => !imported.startsWith(`packages/${name}`))),
    ).toEqual([]);
    expect(files.filter((file) => word.test(readFileSync(path.join(root, file), "utf8")))).toEqual([]);
  });
});
