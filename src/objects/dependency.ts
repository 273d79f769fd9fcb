/** Something in Zendesk that a record refers to: any of these identities may find it. Each is written by `thingIdentity`. */
export type Dependency = readonly string[];

/** One of a thing's identities (`identitiesOf`), together with its object: no other thing of the sync has it. */
export function thingIdentity(object: string, identity: string): string {
  if (object.includes(" ")) throw new Error("an object's name contains a blank");
  return `${object} ${identity}`;
}

export function objectOfIdentity(identity: string): string {
  return identity.slice(0, identity.indexOf(" "));
}
