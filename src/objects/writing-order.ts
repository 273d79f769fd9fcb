import type { ObjectType } from "./object-type.ts";

/** Objects may refer to each other in a circle. One that would wait for itself does not wait. */
export function withoutCircles(objects: readonly ObjectType[]): readonly ObjectType[] {
  const waitsFor = new Map(objects.map(({ name, writtenAfter = [] }) => [name, writtenAfter]));
  return objects.map((object) => {
    const kept = object.writtenAfter?.filter((other) => !reaches(other, object.name, waitsFor));
    if (!kept) return object;
    waitsFor.set(object.name, kept);
    return { ...object, writtenAfter: kept };
  });
}

function reaches(from: string, wanted: string, waitsFor: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set([from]);
  for (const name of seen) for (const next of waitsFor.get(name) ?? []) seen.add(next);
  return seen.has(wanted);
}
