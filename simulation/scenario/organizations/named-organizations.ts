import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { externalIdOf } from "../draw-keys.ts";
import { pick } from "../pick.ts";
import type { DrawnRecord } from "../record-of.ts";
import type { OrganizationReference } from "../scenario.ts";
import { type OrganizationKeying, nameOf } from "./draw-organization-keys.ts";
import type { OrganizationStreamDraw } from "./draw-organization-record.ts";

/** An organization, and how a user's record names it. */
export interface NamedOrganization {
  readonly organization: OrganizationReference;
  readonly sent: unknown;
}

/** With these, an organization keeps its keys, so a record that names it always means the same. */
const NAMEABLE: ReadonlySet<OrganizationKeying> = new Set(["both", "mixed_case", "name"]);

/** Organizations of a connection's own streams, for the users of its other streams. */
export class NamedOrganizations {
  readonly #unwritten = new Map<string, OrganizationStreamDraw>();
  readonly #written: { readonly person: string; readonly draw: OrganizationStreamDraw }[] = [];
  /** Whether a search may not find what an earlier attempt has just created: its index lags. */
  readonly #missesNew: boolean;

  constructor(draws: readonly OrganizationStreamDraw[], missesNew: boolean) {
    this.#missesNew = missesNew;
    for (const draw of draws) {
      const { deletionRate, keying, people, stream } = draw;
      if (stream.mode !== "upsert" || deletionRate > 0 || !NAMEABLE.has(keying)) continue;
      // Nothing can refer to it by so long a key.
      if (draw.keyShape === "long" || draw.keyShape === "huge") continue;
      if (missesNew && (keying === "name" || draw.keyShape === "comma")) continue;
      for (const person of people) this.#unwritten.set(person, draw);
    }
  }

  /** The input has a record of this organization. */
  noteRecord({ person }: DrawnRecord): void {
    const draw = this.#unwritten.get(person);
    if (!draw || !this.#unwritten.delete(person)) return;
    this.#written.push({ person, draw });
  }

  /** One that an earlier record created or updated. */
  drawWritten(random: SeededRandom): NamedOrganization | undefined {
    if (this.#written.length === 0) return undefined;
    const { draw, person } = pick(this.#written, random);
    return this.#named(person, draw, random);
  }

  /** One that no record has created yet. Chance decides whether it exists in time. */
  drawUnwritten(random: SeededRandom): NamedOrganization | undefined {
    if (this.#unwritten.size === 0) return undefined;
    const [person, draw] = pick([...this.#unwritten], random);
    return this.#named(person, draw, random);
  }

  #named(person: string, { keying, keyShape }: OrganizationStreamDraw, random: SeededRandom): NamedOrganization {
    const name = nameOf(person);
    if (keying === "name" || (!this.#missesNew && random.happens(0.5))) {
      return { organization: { column: "name", value: name, person }, sent: name.toUpperCase() };
    }
    const external_id = externalIdOf(person, keyShape);
    return { organization: { column: "external_id", value: external_id, person }, sent: { external_id } };
  }
}
