import { describe, expect, test } from "vitest";
import type { Column } from "./src/fields/column.ts";
import type { FieldDefinition } from "./src/fields/field-definition.ts";
import { customFieldRule } from "./src/fields/field-rules.ts";
import type { ValueRule } from "./src/fields/value-rule.ts";
import { RECORD_COLUMNS } from "./src/objects/custom-objects/custom-object-columns.ts";
import { ORGANIZATION_COLUMNS } from "./src/objects/organizations/organization-columns.ts";
import { ticketColumns } from "./src/objects/tickets/columns/ticket-columns.ts";
import { userColumns } from "./src/objects/users/columns/user-columns.ts";
import { cellsOf, quotedIn, readPage } from "./testing/documents/page.ts";

const USER_COLUMNS = userColumns({ allow_roles: true });
/** The columns that the tables under a heading speak of. Everywhere else they are a user's. */
const COLUMNS_BY_HEADING: Readonly<Record<string, Readonly<Record<string, Column>>>> = {
  "## An organization's own columns": ORGANIZATION_COLUMNS,
  "## A ticket's own columns": ticketColumns({ tickets_create: "import" }),
  "## A custom object record's own columns": RECORD_COLUMNS,
};
const SETTINGS = { phoneCountry: "US", usStateFields: ["state"], decimalPlaces: 2, locales: ["en-US", "de"] };
const OPTIONS = [
  { name: "Gold", value: "tier_gold" },
  { name: "Silver", value: "tier_silver" },
];

/** The custom fields that the page speaks of in a row of its table. */
const CUSTOM_FIELDS: Readonly<Record<string, readonly Partial<FieldDefinition>[]>> = {
  "Text, Multi-line": [{ type: "text" }, { type: "textarea" }],
  "Text named in `us_state_fields`": [{ type: "text", key: "state" }],
  Checkbox: [{ type: "checkbox" }],
  Date: [{ type: "date" }],
  "Number (integer)": [{ type: "integer" }],
  Decimal: [{ type: "decimal" }],
  Regex: [{ type: "regexp", regexp: "^[A-Z]+$" }],
  "Drop-down": [{ type: "dropdown", options: OPTIONS }],
  "Multi-select": [{ type: "multiselect", options: OPTIONS }],
  "Lookup relationship": [{ type: "lookup" }],
  Currency: [{ type: "currency" }],
  Parent: [{ type: "parent" }],
};

/** Paragraphs with examples, by their first words. */
const PARAGRAPHS: Readonly<Record<string, ValueRule>> = {
  "Every value of a record": customRule({ type: "integer" }),
  "**Time zones**": standardRule(USER_COLUMNS, "time_zone"),
};

function customRule(field: Partial<FieldDefinition>): ValueRule {
  return customFieldRule({ key: "any", type: "text", title: "Any", active: true, ...field }, SETTINGS);
}

function standardRule(columns: Readonly<Record<string, Column>>, column: string): ValueRule {
  const rule = columns[column]?.rule(SETTINGS);
  if (rule) return rule;
  throw new Error(`The page has examples for ${column}, which is not a column of the object that it describes.`);
}

interface Line {
  readonly heading: string;
  readonly line: string;
}

function linesOf(page: string): readonly Line[] {
  let heading = "";
  return page.split("\n").map((line) => {
    if (line.startsWith("## ")) heading = line;
    return { heading, line };
  });
}

/** The rules that a line of the page is about. */
function rulesOf({ heading, line }: Line): readonly ValueRule[] {
  const [label] = cellsOf(line);
  if (label === undefined) {
    const paragraph = Object.keys(PARAGRAPHS).find((start) => line.startsWith(start));
    if (paragraph !== undefined) return [PARAGRAPHS[paragraph] ?? customRule({})];
    throw new Error(`A paragraph has examples, but this test does not know of which field: ${line.slice(0, 40)}`);
  }
  const columns = COLUMNS_BY_HEADING[heading] ?? USER_COLUMNS;
  return CUSTOM_FIELDS[label]?.map(customRule) ?? quotedIn(label).map((column) => standardRule(columns, column));
}

/** The page writes examples as JSON, and text without quotes where it cannot be taken for anything else. */
function readExample(example: string): unknown {
  try {
    return JSON.parse(example);
  } catch {
    return example;
  }
}

const lines = linesOf(readPage("docs/value-rules.md"));
const accepted = lines.flatMap(({ heading, line }) =>
  [...line.matchAll(/`([^`]+)` → `([^`]+)`/g)].map(([, from = "", to = ""]) => ({ heading, line, from, to })),
);
/** In parentheses in the last column, which ends where it speaks of something else. */
const refused = lines.flatMap(({ heading, line }) => {
  const [reasons = ""] = cellsOf(line)[3]?.split(". ") ?? [];
  return [...reasons.matchAll(/\(([^()]*(?:\([^()]*\))?[^()]*)\)/g)]
    .flatMap(([, inside = ""]) => quotedIn(inside))
    .map((from) => ({ heading, line, from }));
});

describe("docs/value-rules.md", () => {
  test.each(Object.entries(COLUMNS_BY_HEADING))("describes every column under %s", (wanted, columns) => {
    const rows = lines.filter(({ heading }) => heading === wanted);
    const described = rows.flatMap(({ line }) => quotedIn(cellsOf(line)[0] ?? ""));
    expect(described.toSorted()).toEqual(Object.keys(columns).toSorted());
  });

  test("has examples of both kinds", () => {
    expect(accepted.length).toBeGreaterThanOrEqual(20);
    expect(refused.length).toBeGreaterThanOrEqual(15);
  });

  test.each(accepted)("shows what Zendesk gets: $from → $to", ({ heading, line, from, to }) => {
    const results = rulesOf({ heading, line }).map((rule) => rule(readExample(from)));
    expect(results).toStrictEqual(results.map(() => ({ value: readExample(to) })));
  });

  test.each(refused)("shows what is refused: $from", ({ heading, line, from }) => {
    const results = rulesOf({ heading, line }).map((rule) => rule(readExample(from)));
    expect(results).toStrictEqual(results.map(() => ({ invalid: expect.any(String) })));
  });
});
