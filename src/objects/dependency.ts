/** Something in Zendesk that a record refers to: any of these identities may find it. Each is written by `thingIdentity`. */
export type Dependency = readonly string[];

/** One of a thing's identities (`identitiesOf`), together with its object: no other thing of the sync has it. */
export function thingIdentity(object: string, identity: string): string {
  return `${object} ${identity}`;
}
