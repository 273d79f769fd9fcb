import type { ConnectorSpecification } from "airbyte-cdk-typescript";
import { z } from "zod";
import { configSchema } from "./config-schema.ts";

/** What `spec` prints; `spec.json` in the repository is this, written by the build and held equal by a test. */
export const spec: ConnectorSpecification = {
  documentationUrl: "https://docs.airbyte.com/integrations/destinations/zendesk",
  supportsIncremental: true,
  supported_destination_sync_modes: ["append", "append_dedup", "update", "soft_delete"],
  connectionSpecification: {
    title: "Zendesk Destination Spec",
    ...forAirbyteForm(z.toJSONSchema(configSchema, { target: "draft-7", io: "input" })),
  },
};

/** Airbyte's form wants `oneOf` under `type: object`, and zod leaves the type to the branches. */
function forAirbyteForm(schema: object): Record<string, unknown> {
  const form = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, formPart(value)]));
  if (!Array.isArray(form["anyOf"]) && !Array.isArray(form["oneOf"])) return form;
  const { anyOf, oneOf = anyOf, ...rest } = form;
  return { type: "object", ...rest, oneOf };
}

function formPart(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formPart);
  return typeof value === "object" && value !== null ? forAirbyteForm(value) : value;
}
