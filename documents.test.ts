import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { codeBlocksOf, readPage } from "./testing/documents/page.ts";
import { TESTED_BLOCKS, type TestedBlock } from "./testing/documents/tested-blocks.ts";
import { TESTED_COMMANDS, commandsIn, commandsInText } from "./testing/documents/tested-commands.ts";

const ROOT = import.meta.dirname;
const PAGES = globSync("{*.md,docs/**/*.md,examples/*/*.md,packages/*/*.md}", { cwd: ROOT }).toSorted();
const BLOCKS = PAGES.flatMap((page) => codeBlocksOf(readPage(page)).map((block) => ({ page, ...block })));
/** `docs.test.ts` checks those in JSON. */
const LANGUAGES = new Set(["json", "jsonl", "sh", "ts", "python", "hcl", "dockerfile"]);

type Block = (typeof BLOCKS)[number];

const isTestedCommand = (command: string): boolean => TESTED_COMMANDS.some((tested) => tested.command.test(command));

function untestedCommandsOf({ language, text }: Block): readonly string[] {
  return language === "sh" ? commandsIn(text).filter((command) => !isTestedCommand(command)) : [text];
}

/** Those that must be run as a whole. */
const WHOLE_BLOCKS = BLOCKS.filter(({ language }) => language !== "" && language !== "json").filter(
  (block) => untestedCommandsOf(block).length > 0,
);

function testedBlock({ page, heading, language }: Block): TestedBlock | undefined {
  return TESTED_BLOCKS.find(
    (tested) => tested.page === page && heading.startsWith(tested.heading) && tested.language === language,
  );
}

describe("blocks of code in the documentation", () => {
  test("say their language, except what a command prints", () => {
    const isPrinted = ({ language, text }: Block): boolean => language === "" && !/^\$ /m.test(text);
    expect(BLOCKS.filter((block) => !LANGUAGES.has(block.language) && !isPrinted(block))).toEqual([]);
  });

  test("are run by tests, which testing/documents/ lists in tested-blocks.ts or tested-commands.ts", () => {
    const untested = WHOLE_BLOCKS.filter((block) => testedBlock(block) === undefined);
    const found = untested.map((block) => [block.page, block.heading, ...untestedCommandsOf(block)]);
    expect(found).toEqual([]);
  });

  test.each(TESTED_BLOCKS)('in $language below "$heading" of $page are run by $runBy', (tested) => {
    expect(WHOLE_BLOCKS.filter((block) => testedBlock(block) === tested)).toHaveLength(tested.blocks ?? 1);
    const text = readPage(tested.runBy);
    expect([tested.page, `^${tested.heading}`, "README.md"].filter((name) => text.includes(name))).not.toEqual([]);
  });
});

describe("commands in the text of the documentation", () => {
  test.each(PAGES)("are run by tests, which testing/documents/tested-commands.ts lists: %s", (page) => {
    const untested = commandsInText(readPage(page)).filter((command) => !isTestedCommand(command));
    expect(untested).toEqual([]);
  });

  const commands = [
    ...PAGES.flatMap((page) => commandsInText(readPage(page))),
    ...BLOCKS.filter((block) => block.language === "sh" && testedBlock(block) === undefined).flatMap(({ text }) =>
      commandsIn(text),
    ),
  ];

  test.each(TESTED_COMMANDS)("$command has a test that exists, or a reason", ({ runBy, byHand }) => {
    expect(byHand ?? (existsSync(path.join(ROOT, runBy ?? "no test")) && runBy)).toMatch(/\S/);
  });

  test.each([".ci/run", "package.json", "scripts/run-tests.ts"])("%s runs the scripts that it should", (runBy) => {
    const scripts = commands
      .filter((each) => TESTED_COMMANDS.some((tested) => tested.runBy === runBy && tested.command.test(each)))
      .map((command) => command.replace(/^npm (?:run )?/, "").replace(/ --.*$/, ""));
    const text = readPage(runBy);
    expect(scripts.filter((script) => !text.includes(script))).toEqual([]);
  });
});
