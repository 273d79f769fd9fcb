import type { ZendeskConfig } from "./config/config.ts";
import { permissionsFor } from "./connection.ts";
import type { ErrorContext } from "./errors/error-context.ts";
import { toConnectorError } from "./errors/to-connector-error.ts";
import type { ObjectType } from "./objects/object-type.ts";
import { FORBIDDEN_RULES } from "./objects/registry.ts";

/** Does the work, and turns what it throws into an error that a person can act on. */
export async function explainErrors<Result>(
  config: ZendeskConfig,
  objects: readonly ObjectType[],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toConnectorError(error, errorContext(config, objects));
  }
}

/** What decides what an error of a command that concerns these objects means. */
export function errorContext({ credentials, subdomain }: ZendeskConfig, objects: readonly ObjectType[]): ErrorContext {
  return { credentials, subdomain, permissions: permissionsFor(objects), forbiddenRules: FORBIDDEN_RULES };
}
