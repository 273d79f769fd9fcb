import { expect, test } from "vitest";
import type { Lane } from "./identity-lanes.ts";
import { ReadyLanes } from "./ready-lanes.ts";

/** Ready lanes by name; each name begins with its stream. */
function lanesNamed(...names: readonly string[]) {
  const ready = new ReadyLanes();
  const lanes = new Map<string, Lane>();
  const laneOf = (name: string): Lane => {
    const lane = lanes.get(name) ?? { identities: [name], waiting: [], inFlight: [] };
    lanes.set(name, lane);
    return lane;
  };
  for (const name of names) ready.add(laneOf(name), name.slice(0, 1));
  const inTurn = (): readonly string[] =>
    ready.streams
      .slice(0, 1)
      .flatMap((stream) => [...ready.startingWith(stream)].flatMap(({ identities }) => identities));
  return { ready, laneOf, inTurn };
}

test("streams take turns, and each keeps its own order", () => {
  const { ready, inTurn } = lanesNamed("a1", "a2", "b1", "a3");
  expect(inTurn()).toEqual(["a1", "a2", "a3", "b1"]);
  ready.passTurn("a");
  expect(inTurn()).toEqual(["b1", "a1", "a2", "a3"]);
});

test("a lane that is added again keeps its place, unless its first record is another stream's now", () => {
  const { ready, laneOf, inTurn } = lanesNamed("a1", "a2", "b1");
  ready.add(laneOf("a1"), "a");
  expect(inTurn()).toEqual(["a1", "a2", "b1"]);
  ready.add(laneOf("a1"), "b");
  expect(inTurn()).toEqual(["a2", "b1", "a1"]);
  expect(ready.size).toBe(3);
});

test("lanes that something due waits for take turns like a stream of their own", () => {
  const { ready, laneOf, inTurn } = lanesNamed("a1", "a2", "a3", "b1");
  ready.expedite(laneOf("a3"));
  ready.expedite(laneOf("c1"));
  ready.add(laneOf("a3"), "a");
  for (const stream of ["a", "b"]) ready.passTurn(stream);
  expect(inTurn()).toEqual(["a3", "a1", "a2", "b1"]);
  expect(ready.size).toBe(4);
});

test("lanes may be deleted while they are visited", () => {
  const { ready, inTurn } = lanesNamed("a1", "a2", "b1");
  for (const lane of ready.startingWith("a")) ready.delete(lane);
  expect(inTurn()).toEqual([]);
  expect(ready.streams).toEqual([]);
});
