import { globSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { cellsOf, quotedIn, readPage, rowsOf } from "./testing/documents/page.ts";

const ROOT = import.meta.dirname;
const SOURCES = globSync("src/**/*.ts", { cwd: ROOT }).filter((file) => !file.endsWith(".test.ts"));

function membersOf(interfaceName: string): readonly string[] {
  const declaration = new RegExp(`interface ${interfaceName}<[^\\n]*\\{\\n(.*?)\\n\\}`, "s");
  const [, body = ""] = declaration.exec(readPage("src/objects/object-type.ts")) ?? [];
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[?:(]/gm)].map(([, member = ""]) => member);
}

describe("the table of members in docs/architecture.md", () => {
  const [, following = ""] = readPage("docs/architecture.md").split("These are all members of `ObjectType`.");
  const members = rowsOf(following).flatMap((row) => {
    const [names = "", readers = ""] = cellsOf(row);
    const [users = ""] = readers.split(", for ");
    const files = quotedIn(users).filter((text) => text.endsWith(".ts"));
    return quotedIn(names).map((name) => ({
      member: name.replace("quirks.", ""),
      isQuirk: name.startsWith("quirks."),
      files,
    }));
  });

  test("lists those of the code", () => {
    const declared = ["ObjectType", "Quirks"].flatMap(membersOf).filter((member) => member !== "quirks");
    expect(members.map(({ member }) => member).toSorted()).toEqual(declared.toSorted());
  });

  test.each(members.filter(({ files }) => files.length > 0))("names files that use $member", ({ files, member }) => {
    const paths = files.map((name) => SOURCES.find((file) => path.basename(file) === name) ?? name);
    expect(paths.filter((file) => !new RegExp(`\\b${member}\\b`).test(readPage(file)))).toEqual([]);
  });

  test.each(members.filter(({ isQuirk }) => isQuirk))("names every file that uses $member", ({ files, member }) => {
    const using = SOURCES.filter((file) => new RegExp(`quirks\\?\\.${member}\\b`).test(readPage(file)));
    expect(using.map((file) => path.basename(file)).filter((name) => !files.includes(name))).toEqual([]);
  });
});
