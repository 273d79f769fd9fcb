import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createCustomObject } from "./src/objects/custom-objects/custom-object.ts";
import { keyColumnsOf, matchingKeysOf } from "./src/objects/keys.ts";
import type { ObjectType } from "./src/objects/object-type.ts";
import { OBJECT_SETTINGS, createObjects } from "./src/objects/registry.ts";
import { quotedIn, readPage, rowsOf, sectionOf } from "./testing/documents/page.ts";

const FOLDER = path.join(import.meta.dirname, "docs/objects");
const { deletions, pace, values } = OBJECT_SETTINGS;
const SETTINGS = z.object({ ...deletions, ...pace, ...values }).parse({ allow_roles: true });
const CUSTOM_OBJECT = createCustomObject({ key: "any", fields: [], hasUniqueNames: true, hasAutonumberedNames: false });
const OBJECTS: readonly ObjectType[] = [
  ...createObjects(SETTINGS).standard,
  { ...CUSTOM_OBJECT, name: "custom_objects" },
];

const pageOf = (name: string): string => `${name.replaceAll("_", "-")}.md`;

/** The names in the first cells of a row, without what is said about them after a colon. */
function namesInRow(row: string, { cells }: { readonly cells: number }): readonly string[] {
  return row
    .split("|")
    .slice(1, 1 + cells)
    .flatMap((cell) => quotedIn(cell.split(":")[0] ?? ""));
}

/** `organization_id` and `organization.name` belong to the column `organization`: they name the same thing. */
function relationOf(column: string, columns: readonly string[]): string {
  const field = column.replace(/_id$|\.\w+$/, "");
  return columns.includes(field) ? field : column;
}

describe("docs/objects/", () => {
  test("has a page for every object, and the README and docs/zendesk.md link to each", () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(OBJECTS.map(({ name }) => pageOf(name)).toSorted());
    for (const { name } of OBJECTS) {
      expect(readPage("README.md")).toContain(`(docs/objects/${pageOf(name)})`);
      expect(readPage("docs/zendesk.md")).toContain(`(objects/${pageOf(name)})`);
    }
  });

  describe.each(OBJECTS)("the page of $name", (object) => {
    const page = readPage(`docs/objects/${pageOf(object.name)}`);

    test("describes every column, and no others", () => {
      const columns = Object.keys(object.columns);
      const cells = object.isKeyOnly ? 2 : 1;
      const described = rowsOf(sectionOf(page, /^Columns/)).flatMap((row) => namesInRow(row, { cells }));
      const standard = described.filter((name) => !name.startsWith(`${object.customFields?.prefix}.`));
      const names = [...new Set(standard.map((name) => relationOf(name, columns)))];
      expect(names.toSorted()).toEqual([...new Set(columns.map((name) => relationOf(name, columns)))].toSorted());
      expect(described.length > standard.length).toBe(object.customFields !== undefined);
    });

    test("names every key", () => {
      const keys = object.isKeyOnly ? keyColumnsOf(object) : matchingKeysOf(object);
      const named = quotedIn(sectionOf(page, object.isKeyOnly ? /^Columns/ : /^Keys/));
      expect([...keys].filter((key) => !named.includes(key))).toEqual([]);
    });

    test("says what every sync mode does", () => {
      const named = quotedIn(sectionOf(page, /^(?:Keys and m|M)odes/));
      expect(named).toEqual(expect.arrayContaining(["append_dedup", "append", "update", "soft_delete"]));
    });
  });
});
