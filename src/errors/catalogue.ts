import { addressErrors } from "./address.ts";
import { credentialsErrors } from "./credentials.ts";
import { failingServiceErrors } from "./failing-service.ts";
import { networkErrors } from "./network.ts";
import { deliberateStops } from "./deliberate-stops.ts";
import type { NamedEntry } from "./error-entry.ts";
import { permissionErrors } from "./permissions.ts";

/**
 * Every situation that a person can act on, by its id, whatever is written. Objects have others of their own.
 * `docs/errors.md` is written from both.
 */
export const catalogue = {
  ...credentialsErrors,
  ...permissionErrors,
  ...addressErrors,
  ...networkErrors,
  ...failingServiceErrors,
  ...deliberateStops,
};

export type ErrorId = keyof typeof catalogue;

export function named(id: ErrorId): NamedEntry {
  return { id, entry: catalogue[id] };
}
