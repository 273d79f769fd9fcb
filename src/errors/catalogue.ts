import { addressErrors } from "./address.ts";
import { credentialsErrors } from "./credentials.ts";
import { failingServiceErrors } from "./failing-service.ts";
import { networkErrors } from "./network.ts";
import { deliberateStops } from "./deliberate-stops.ts";
import { permissionErrors } from "./permissions.ts";

/** Every situation that a person can act on, by its id. `docs/errors.md` is written from it. */
export const catalogue = {
  ...credentialsErrors,
  ...permissionErrors,
  ...addressErrors,
  ...networkErrors,
  ...failingServiceErrors,
  ...deliberateStops,
};

export type ErrorId = keyof typeof catalogue;
