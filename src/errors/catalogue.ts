import { addressAdvice } from "./address.ts";
import { credentialsAdvice } from "./credentials.ts";
import { failingServiceAdvice } from "./failing-service.ts";
import { networkAdvice } from "./network.ts";
import { ownStopsAdvice } from "./own-stops.ts";
import { permissionsAdvice } from "./permissions.ts";

/** Every situation that a person can act on, by its id. `docs/errors.md` is written from it. */
export const catalogue = {
  ...credentialsAdvice,
  ...permissionsAdvice,
  ...addressAdvice,
  ...networkAdvice,
  ...failingServiceAdvice,
  ...ownStopsAdvice,
};

export type AdviceId = keyof typeof catalogue;
