import { type ErrorEntry, FACTS } from "../src/errors/error-entry.ts";
import { catalogue } from "../src/errors/catalogue.ts";
import { OBJECT_ERRORS } from "../src/objects/registry.ts";

const HEAD = `# Errors, and what to do about them

<!-- Written by \`npm run docs\` from src/errors/ and the errors of the objects. Do not edit. -->

Every error of a sync, a check or a discovery that a person can act on. The message tells the cause and the steps; the
internal message begins with the name in the first column. Airbyte retries \`transient_error\` and \`system_error\` by itself,
and \`config_error\` never. Zendesk's own wording is in none of them, because it quotes e-mail addresses: it is in the
rejected records.

Errors in the config itself (an unknown setting, a missing one, a stream without an object) name the setting and what it
takes, and are not listed here. Nor are those of a bucket for rejected records, which name the setting or the permission.
`;

/** The whole of docs/errors.md. */
export function errorsPage(): string {
  const facts = Object.entries(FACTS).map(([name, meaning]) => `- \`{${name}}\`: ${meaning}`);
  const entries = Object.entries<ErrorEntry>({ ...catalogue, ...OBJECT_ERRORS });
  return [
    HEAD,
    "| Error | Told when | Type |",
    "|---|---|---|",
    ...entries.map(([id, { failureType, when }]) => `| [\`${id}\`](#${id}) | ${cell(when)} | \`${failureType}\` |`),
    "",
    "What stands in braces in the texts below:",
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
