import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";

import { ConfigError } from "./errors.ts";
import { configFaults } from "./config-faults.ts";

type Schema = Readonly<Record<string, unknown>>;

/** A spec does not change, and compiling it takes longer than sending a hundred records. */
const compiled = new WeakMap<Schema, ValidateFunction>();

/** Checks the config against the spec's schema. Throws one `ConfigError` that lists everything that is wrong, without any value. */
export function validateConfig(schema: Schema, config: unknown): void {
  const validate = compiled.get(schema) ?? compile(schema);
  compiled.set(schema, validate);
  if (validate(config)) return;
  const faults = configFaults(validate.errors ?? []);
  throw new ConfigError(`The config is not valid: ${faults.join("; ")}`);
}

function compile(schema: Schema): ValidateFunction {
  const { $schema: dialect, ...rules } = schema;
  // `verbose` adds the schema to each error, which the messages need. Specs have Airbyte's own keywords. Checking the spec
  // itself, and optimizing code that runs once, would take longer than the rest.
  const options = {
    allErrors: true,
    strict: false,
    verbose: true,
    logger: false,
    meta: false,
    validateSchema: false,
    code: { optimize: false },
  } as const;
  const ajv = String(dialect).includes("2020-12") ? new Ajv2020(options) : new Ajv(options);
  ajvFormats.default(ajv);
  return ajv.compile(rules);
}
