import { describe, expect, it } from "vitest";
import { spec } from "./src/config/spec.ts";
import { cellsOf, quotedIn, readPage, rowsOf, sectionOf } from "./testing/documents/page.ts";

interface Setting {
  readonly title: string;
  readonly airbyte_hidden?: boolean;
  readonly default?: unknown;
}

describe("the table of settings in docs/settings.md", () => {
  it("has each setting with its title and default, in the order of the form", () => {
    const rows = rowsOf(sectionOf(readPage("docs/settings.md"), /^All settings/));
    const documented = rows.flatMap((row) => {
      const [names = "", title, value = ""] = cellsOf(row);
      return quotedIn(names).map((name) => [name, title, value.replaceAll("`", "")]);
    });
    const settings = Object.entries(
      Object(spec.connectionSpecification["properties"]) as Readonly<Record<string, Setting>>,
    );
    expect(documented).toEqual(
      settings.map(([name, { title, airbyte_hidden: isHidden, default: value }]) => [
        name,
        isHidden ? "" : title,
        shown(value),
      ]),
    );
  });

  /** In the table's notation: texts without quotes, lists and objects as JSON. */
  function shown(value: unknown): string {
    if (value === undefined) return "";
    return typeof value === "string" ? value : JSON.stringify(value).replaceAll(/([,:])(?=["{[])/g, "$1 ");
  }
});
