import { type ErrorEntry, FACTS } from "../src/errors/error-entry.ts";
import { catalogue } from "../src/errors/catalogue.ts";
import { OBJECT_ERRORS } from "../src/objects/registry.ts";

const HEAD = `# Errors, and what to do about them

<!-- Written by \`npm run docs\` from src/errors/ and the errors of the objects. Do not edit. -->

Every error of \`write\`, \`check\` or \`discover\` that a person can act on. The message gives the cause and the steps. The internal
message starts with the name in the first column. Airbyte retries \`transient_error\` and \`system_error\`, but never
\`config_error\`. No error contains Zendesk's own text, because it quotes email addresses. That text is in the rejected records.

This page does not list errors in the config itself (an unknown or missing setting, a stream without an object) or in the bucket
for rejected records. Their messages name the setting or the permission to correct.
`;

/** The whole of docs/errors.md. */
export function errorsPage(): string {
  const facts = Object.entries(FACTS).map(([name, meaning]) => `- \`{${name}}\`: ${meaning}`);
  const entries = Object.entries<ErrorEntry>({ ...catalogue, ...OBJECT_ERRORS });
  return [
    HEAD,
    "| Error | When it occurs | Type |",
    "|---|---|---|",
    ...entries.map(([id, { failureType, when }]) => `| [\`${id}\`](#${id}) | ${cell(when)} | \`${failureType}\` |`),
    "",
    "Placeholders in the texts below:",
    "",
    ...facts,
    "",
    ...entries.flatMap(([id, entry]) => section(id, entry)),
  ].join("\n");
}

function section(id: string, { cause, steps, otherwise }: ErrorEntry): readonly string[] {
  const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
  return [`## ${id}`, "", cause, "", ...numbered, "", `If that does not help: ${otherwise}`, ""];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
