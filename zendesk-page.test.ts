import { describe, expect, test } from "vitest";
import { catalogue } from "./src/errors/catalogue.ts";
import { spec } from "./src/config/spec.ts";
import { OBJECT_ERRORS } from "./src/objects/registry.ts";
import { cellsOf, quotedIn, readPage, rowsOf, sectionOf } from "./testing/documents/page.ts";

const PAGE = readPage("docs/zendesk.md");

interface Property {
  readonly title?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Property>>;
  readonly oneOf?: readonly Property[];
  readonly items?: Property;
}

const settings = Object(spec.connectionSpecification["properties"]) as Readonly<Record<string, Property>>;

function* titlesOf({ title, properties = {}, oneOf = [], items }: Property): Generator<string> {
  if (title !== undefined) yield title;
  for (const part of [...Object.values(properties), ...oneOf, ...(items ? [items] : [])]) yield* titlesOf(part);
}

describe("docs/zendesk.md", () => {
  // Airbyte's guide for the pages of connectors, and the check of its continuous integration.
  test("has the headings that Airbyte expects, in their order", () => {
    const headings = [...PAGE.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
    const expected = [
      "Prerequisites",
      "Setup guide",
      "Supported sync modes",
      "Supported objects",
      "Limitations & Troubleshooting",
      "Namespace support",
      "IP allow list",
      "Changelog",
    ];
    expect(headings.filter((heading) => expected.includes(heading))).toEqual(expected);
  });

  test("names fields of the form as the form does", () => {
    const titles = new Set(Object.values(settings).flatMap((setting) => [...titlesOf(setting)]));
    const steps = [/^Step 3/, /^Step 4/, /^Move from/].map((title) => sectionOf(PAGE, title)).join("\n");
    const isOfAirbyte = (name: string): boolean =>
      / > /.test(name) || ["Set up destination", "Sample Data", "Incremental | Append + Deduped"].includes(name);
    const named = [...steps.matchAll(/\*{1,2}([^*]+)\*{1,2}/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !titles.has(name) && !isOfAirbyte(name))).toEqual([]);
    expect(named).toContain("Client Secret");
  });

  test("lists the first words of messages beside their errors", () => {
    const errors = { ...catalogue, ...OBJECT_ERRORS };
    const rows = rowsOf(sectionOf(PAGE, /^Troubleshooting/)).slice(1);
    const wrong = rows.map(cellsOf).filter(([words = "", error = ""]) => {
      const [id = ""] = quotedIn(error);
      return !(id in errors && errors[id as keyof typeof errors].cause.startsWith(words));
    });
    expect(rows.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  test("says what each sync mode of the spec does", () => {
    const modes = rowsOf(sectionOf(PAGE, /^Supported sync modes/)).flatMap((row) => quotedIn(cellsOf(row)[1] ?? ""));
    expect(modes).toEqual(expect.arrayContaining([...(spec.supported_destination_sync_modes ?? [])]));
  });
});

describe("the durations in docs/zendesk.md", () => {
  const RECORDS = 100_000;
  const share = Number(settings["rate_limit_percent"]?.default) / 100;
  const perMinute = Number(settings["max_records_per_second"]?.default) * 60;

  test.each(
    rowsOf(sectionOf(PAGE, /^How long/))
      .slice(1)
      .map(cellsOf),
  )("follow from the limits: %s, %s requests a minute", (_plan, limit = "", inBulk, withLookUps) => {
    const requests = share * numberIn(limit);
    expect([inBulk, withLookUps]).toEqual([
      shown(RECORDS / Math.min(perMinute, requests / 0.02)),
      shown(RECORDS / Math.min(perMinute, requests / 1.03)),
    ]);
  });

  test("follow from the limits of some things", () => {
    const [, others = ""] = sectionOf(PAGE, /^How long/).split("Some things have limits of their own");
    const rows = rowsOf(others).slice(1).map(cellsOf);
    expect(rows.length).toBe(3);
    for (const [, limit = "", takes] of rows) expect(takes).toBe(shown(RECORDS / numberIn(limit)));
  });

  test("follow from the number and the length of jobs", () => {
    const text = sectionOf(PAGE, /^How long/).replaceAll(/\s+/g, " ");
    const [, jobs = "", short = "", fast = "", long = "", slow = "", minutes = ""] =
      /(\d+) jobs at once that take (\d+) seconds each write (\d+) .*? of (\d+) seconds write (\d+), .*? take (\d+) min/.exec(
        text,
      ) ?? [];
    expect(Number(jobs)).toBe(settings["max_concurrent_jobs"]?.default);
    const recordsPerSecond = (seconds: string): number => (Number(jobs) * 100) / Number(seconds);
    expect([Number(fast), Number(slow)]).toEqual([recordsPerSecond(short), recordsPerSecond(long)]);
    expect(Number(minutes)).toBe(Math.round(RECORDS / recordsPerSecond(long) / 60));
  });

  test("name the settings' defaults", () => {
    const limits = sectionOf(PAGE, /^Limits and durations/);
    for (const name of ["rate_limit_percent", "max_records_per_second", "max_concurrent_jobs"]) {
      expect(limits).toMatch(new RegExp(`${String(settings[name]?.default)}[^(.]*\\(\`${name}\`\\)`));
    }
  });

  function numberIn(text: string): number {
    return Number(/[\d,]+/.exec(text)?.[0].replaceAll(",", ""));
  }

  function shown(minutes: number): string {
    const whole = Math.round(minutes);
    const hours = Math.floor(whole / 60);
    return hours === 0 ? `${whole} min` : `${hours} h ${whole % 60} min`;
  }
});
