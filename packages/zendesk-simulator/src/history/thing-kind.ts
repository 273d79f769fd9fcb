import type { Fields } from "./thing-fields.ts";

/** Anything that an account holds: a user, an organization, … */
export interface Thing {
  readonly id: number | string;
  readonly updatedAt: number;
  /** False once deleted. */
  readonly active: boolean;
}

/** The things of one kind in an account. */
export interface ThingKind<Kept extends Thing = Thing> {
  /** Its address: "users", "custom_objects/order". */
  readonly key: string;
  readonly title: string;
  /** Fields that a list shows. */
  readonly columns: readonly string[];
  readonly all: () => Iterable<Kept>;
  /** One that is deleted too, where the account still knows it. */
  readonly find: (id: string) => Kept | undefined;
  readonly nameOf: (thing: Kept) => string;
  /** Works on a shallow copy too. */
  readonly fieldsOf: (thing: Kept) => Fields;
}
