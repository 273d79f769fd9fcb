import { type FaultName, faultNames } from "zendesk-simulator";

/** Throws if the simulator has no fault with this name. */
export function faultNamed(name: string): FaultName {
  const fault = faultNames.find((known) => known === name);
  if (fault === undefined) throw new Error(`There is no fault "${name}": npm run simulator -- --help lists them.`);
  return fault;
}
