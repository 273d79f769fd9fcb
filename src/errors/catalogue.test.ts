import { describe, expect, it } from "vitest";
import { type ErrorEntry, FACTS } from "./error-entry.ts";
import { OBJECT_ERRORS } from "../objects/registry.ts";
import { BULK_IMPORT_REQUEST } from "../objects/users/imports/bulk-import.ts";
import { createError, createErrorOf } from "./create-error.ts";
import { catalogue } from "./catalogue.ts";

const entries = [...Object.entries<ErrorEntry>(catalogue), ...Object.entries<ErrorEntry>(OBJECT_ERRORS)];
const texts = ({ cause, steps, otherwise }: ErrorEntry): string => [cause, ...steps, otherwise].join(" ");

describe("the catalogue of errors", () => {
  it.each(entries)("gives %s a cause, steps and further help, in sentences", (_id, entry) => {
    expect(entry.when).toMatch(/[^.]$/);
    expect(entry.steps.length).toBeGreaterThanOrEqual(1);
    for (const text of [entry.cause, ...entry.steps, entry.otherwise]) expect(text).toMatch(/[.)"]$/);
    expect(texts(entry)).not.toMatch(/\n| {2}|\. \./);
  });

  it.each(entries)("fills in only known facts for %s", (_id, entry) => {
    for (const [, name] of texts(entry).matchAll(/\{(\w+)\}/g)) expect(Object.keys(FACTS)).toContain(name);
  });

  it("has each name only once, including the objects' own errors", () => {
    const ids = entries.map(([id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it("numbers the steps, and says what to do if they do not help", () => {
    const { message } = createError("outcomes_unknown", { attempts: "3", what: "the job is gone" });
    expect(message).toBe(
      "After 3 attempts, Zendesk still does not report whether some records were written: the job is gone. Their states " +
        "were held back. 1. Sync again. The source sends these records again. If that does not help: ask Zendesk Support " +
        "about the job.",
    );
  });

  it("inserts a fact unchanged", () => {
    const { message } = createError("first_records_rejected", { stream: "$& {folder} $1" });
    expect(message).toContain('the stream "$& {folder} $1"');
  });

  it("names the entry in front of the internal message", () => {
    expect(createError("anonymous_user", {}).internalMessage).toBe("anonymous_user");
    expect(createError("anonymous_user", {}, { happened: "it was so" }).internalMessage).toBe(
      "anonymous_user: it was so",
    );
  });

  it.each(["bulk_import_disabled", "bulk_import_refused_to_agent"] as const)(
    "has the words for Zendesk's support in %s",
    (id) => {
      expect(createErrorOf({ id, entry: OBJECT_ERRORS[id] }, {}).message).toContain(`"${BULK_IMPORT_REQUEST}"`);
    },
  );
});
