import { ActiveFaults } from "../active-faults.ts";
import type { SimulatorOptions } from "../options.ts";
import { createFaults } from "./create-faults.ts";
import type { FaultName } from "./fault-kinds.ts";
import type { FaultSetting } from "./fault-setting.ts";

type FaultOptions = Pick<SimulatorOptions, "faults" | "faultSettings" | "seed" | "redirectTarget">;

/** The named faults, which can be switched on and off while the account is in use. */
export class FaultSwitches {
  readonly active: ActiveFaults;
  readonly #options: FaultOptions;
  #settings: readonly FaultSetting[];

  constructor(options: FaultOptions) {
    const { faults, faultSettings, seed, redirectTarget } = options;
    this.#options = options;
    this.#settings = faultSettings;
    this.active = new ActiveFaults([...faults, ...createFaults(faultSettings, seed, redirectTarget)]);
  }

  /** Those that are on. */
  get settings(): readonly FaultSetting[] {
    return this.#settings;
  }

  /** Replaces a setting of the same fault. Throws for one that is not valid. */
  switchOn(setting: FaultSetting): void {
    const created = createFaults([setting], this.#options.seed, this.#options.redirectTarget);
    this.switchOff(setting.name);
    for (const fault of created) this.active.add(fault);
    this.#settings = [...this.#settings, setting];
  }

  switchOff(name: FaultName): void {
    this.active.remove(name);
    this.#settings = this.#settings.filter((setting) => setting.name !== name);
  }
}
