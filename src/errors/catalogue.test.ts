import { describe, expect, it } from "vitest";
import { type Advice, FACTS } from "./advice.ts";
import { advise } from "./advise.ts";
import { BULK_IMPORT_REQUEST } from "./bulk-import-request.ts";
import { type AdviceId, catalogue } from "./catalogue.ts";

const entries = Object.entries(catalogue) as [AdviceId, Advice][];
const texts = ({ cause, steps, otherwise }: Advice): string => [cause, ...steps, otherwise].join(" ");

describe("the catalogue of advice", () => {
  it.each(entries)("gives %s a cause, steps and a way out, in sentences", (_id, advice) => {
    expect(advice.when).toMatch(/[^.]$/);
    expect(advice.steps.length).toBeGreaterThanOrEqual(1);
    for (const text of [advice.cause, ...advice.steps, advice.otherwise]) expect(text).toMatch(/[.)"]$/);
    expect(texts(advice)).not.toMatch(/\n| {2}|\. \./);
  });

  it.each(entries)("fills in nothing but known facts for %s", (_id, advice) => {
    for (const [, name] of texts(advice).matchAll(/\{(\w+)\}/g)) expect(Object.keys(FACTS)).toContain(name);
  });

  it("numbers the steps, and says what to do when they do not help", () => {
    const { message } = advise("outcomes_unknown", { attempts: "3", what: "the job is gone" });
    expect(message).toBe(
      "Zendesk does not say what became of some records, after 3 attempts: the job is gone. Their states were held back. " +
        "1. Sync again: these records are sent again. If that does not help: ask Zendesk's support about the job.",
    );
  });

  it("puts a fact in as it is", () => {
    const { message } = advise("first_records_rejected", { stream: "$& {folder} $1" });
    expect(message).toContain('the stream "$& {folder} $1"');
  });

  it("names the entry in front of the internal message", () => {
    expect(advise("anonymous_user", {}).internalMessage).toBe("anonymous_user");
    expect(advise("anonymous_user", {}, { happened: "it was so" }).internalMessage).toBe("anonymous_user: it was so");
  });

  it.each(["bulk_import_disabled", "bulk_import_refused_to_agent"] as const)(
    "has the words for Zendesk's support in %s",
    (id) => {
      expect(advise(id, {}).message).toContain(`"${BULK_IMPORT_REQUEST}"`);
    },
  );
});
