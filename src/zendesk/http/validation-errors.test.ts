import { expect, test } from "vitest";
import { readValidationErrors } from "./validation-errors.ts";

const taken = { description: "Email: a@example.com ya está en uso", error: "DuplicateValue" };

test.each<[what: string, body: unknown, errors: readonly unknown[]]>([
  [
    "a list for a property",
    { error: "RecordInvalid", details: { email: [taken], name: [{ error: "BlankValue" }] } },
    [
      { property: "email", code: "DuplicateValue", description: taken.description },
      { property: "name", code: "BlankValue", description: "" },
    ],
  ],
  [
    "an object for a property",
    { details: { base: { description: "no" } } },
    [{ property: "base", code: "", description: "no" }],
  ],
  [
    "a sentence in place of a code",
    { details: { email: [{ error: "a@example.com is taken" }] } },
    [{ property: "email", code: "", description: "a@example.com is taken" }],
  ],
  ["details that are text", { error: "RecordInvalid", details: "Email is taken" }, []],
  ["no details", { error: "Forbidden" }, []],
  ["no JSON", undefined, []],
])("reads what is wrong with a record from %s", (_what, body, errors) => {
  expect(readValidationErrors(body)).toEqual(errors);
});
