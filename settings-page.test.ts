import { describe, expect, it } from "vitest";
import { spec } from "./src/config/spec.ts";
import { cellsOf, quotedIn, readPage, rowsOf, sectionOf } from "./testing/documents/page.ts";

describe("the table of settings in docs/settings.md", () => {
  it("has each setting with its default, in the order of the form", () => {
    const rows = rowsOf(sectionOf(readPage("docs/settings.md"), /^All settings/));
    const documented = rows.flatMap((row) => {
      const [names = "", value = ""] = cellsOf(row);
      return quotedIn(names).map((name) => [name, value.replaceAll("`", "")]);
    });
    const settings = Object.entries(
      spec.connectionSpecification["properties"] as Readonly<Record<string, { readonly default?: unknown }>>,
    );
    expect(documented).toEqual(settings.map(([name, { default: value }]) => [name, shown(value)]));
  });

  /** In the table's notation: texts without quotes, lists and objects as JSON. */
  function shown(value: unknown): string {
    if (value === undefined) return "";
    return typeof value === "string" ? value : JSON.stringify(value).replaceAll(/([,:])(?=["{[])/g, "$1 ");
  }
});
