import { type FaultName, faultNames } from "zendesk-simulator";

/** Throws when the simulator has no fault of this name. */
export function faultNamed(name: string): FaultName {
  const fault = faultNames.find((known) => known === name);
  if (fault === undefined) throw new Error(`There is no fault "${name}": npm run simulator -- --help lists them.`);
  return fault;
}
