import { addressErrors } from "./address.ts";
import { credentialsErrors } from "./credentials.ts";
import { failingServiceErrors } from "./failing-service.ts";
import { networkErrors } from "./network.ts";
import { deliberateStops } from "./deliberate-stops.ts";
import type { NamedEntry } from "./error-entry.ts";
import { permissionErrors } from "./permissions.ts";

/**
 * Every error that a person can act on, by its id, for any object. Objects add their own errors.
 * `docs/errors.md` is generated from both.
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
