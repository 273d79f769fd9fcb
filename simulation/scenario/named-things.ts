import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { drawMode, drawPeople, drawRates } from "./draw-frame.ts";
import type { KeyShape } from "./draw-keys.ts";
import { drawShape } from "./draw-shape.ts";
import { type StreamLimits, configuredStream } from "./draw-stream.ts";
import { pick } from "./pick.ts";
import type { Mode, ObjectName, StreamScenario } from "./scenario.ts";

/** How the records of a stream identify their thing, where things have an external id and a name. */
export type NamedKeying =
  | "both"
  | "renamed"
  | "twins"
  | "tangled"
  | "name"
  | "name_and_external_id"
  | "linked_later"
  | "id"
  | "id_and_others";

interface ThingKeys {
  readonly external_id: string;
  readonly name: string;
  readonly id: string;
}

/** The keys of a thing's record as Zendesk should hold them. `turn` counts its records from 0. */
export function keysOfNamedThing(
  keying: NamedKeying,
  { external_id, id, name }: ThingKeys,
  turn: number,
  random: SeededRandom,
): RecordData {
  switch (keying) {
    case "both":
      return { external_id, name };
    // A new name now and then, which no other thing ever has.
    case "renamed":
      return { external_id, name: `${name} ${Math.floor(turn / 2)}` };
    // Another id has the same name as the first one.
    case "twins":
      return { external_id: turn > 0 && random.happens(0.3) ? `${external_id}-twin` : external_id, name };
    // Two things take names from each other: whether a record is taken depends on the order.
    case "tangled": {
      const own = pick([external_id, `${external_id}-twin`], random);
      return { external_id: own, name: pick([name, `${name} too`], random) };
    }
    case "name":
      return { name };
    case "name_and_external_id":
      return random.happens(0.5) ? { name, external_id } : { name };
    // A thing that was created by its name alone is not found by an external id.
    case "linked_later":
      return turn === 0 || random.happens(0.3) ? { name } : { external_id, name };
    case "id":
      return { id };
    case "id_and_others":
      return { id, ...(random.happens(0.5) && { external_id, name }) };
  }
}

export function anyCase(text: string, random: SeededRandom): string {
  return random.happens(0.5) ? text : text.toUpperCase();
}

/** What is particular to the object. */
interface NamedObject<Object extends ObjectName, Own extends string, Values> {
  readonly object: Object;
  /** A keying that other objects do not have. Each record of a thing has the same keys with it, but for their case. */
  readonly ownKeying: Own;
  /** Whether the stream may use it in other modes than upserts. */
  readonly isInEveryMode: boolean;
  /** Zendesk's id of a thing that the account has. */
  readonly idOf: (thing: string) => string | undefined;
  readonly drawValues: () => Values;
}

/** Draws a stream of things that have an external id and a name. */
export function drawNamedStream<Object extends ObjectName, Own extends string, Values extends object>(
  given: NamedObject<Object, Own, Values>,
  limits: StreamLimits,
  random: SeededRandom,
) {
  const { drawValues, idOf, object, ownKeying } = given;
  const { missesNew, name, settings } = limits;
  const mode = drawMode(random);
  const keying = drawKeying(mode, given, limits, random);
  const key = matchingKeyOf(keying);
  const shape = drawShape({ object, hasRoles: false, mayBeMapped: mode === "upsert", isById: key === "id" }, random);
  const isKeyChosen = mode !== "upsert" || key === "id" || keying === "name_and_external_id";
  const stream = configuredStream({ object, name, mode, key, shape, isKeyChosen }, random);
  const hasDeletions = mode === "upsert" && settings["deleted_records"] !== undefined;
  const isPlain = keying === ownKeying || keying === "twins" || keying === "tangled";
  // After an interruption, an insert without a name misses what a lagging search does not find yet.
  const keyShape = drawKeyShape(isPlain, !(missesNew && mode === "insert"), random);
  const isSearched = key === "name" || keyShape === "comma";
  // Each record of a thing has the same keys, and no other thing has one of them.
  const isStable = keying === ownKeying || keying === "both" || keying === "name" || keying === "id";
  return {
    object,
    stream,
    keying,
    keyShape,
    idOf,
    shape,
    people: drawPeople(limits, [1, 2, 4, 20], random),
    ...drawValues(),
    dropsInvalid: settings["on_invalid_value"] === "drop_value",
    isAlwaysNamed: missesNew && isSearched,
    // A deletion that is sent again misses what a lagging search does not find yet.
    deletionRate: hasDeletions && isStable && !(missesNew && isSearched) ? 0.08 : 0,
    ...drawRates(random),
  };
}

function matchingKeyOf(keying: string): "external_id" | "name" | "id" {
  if (keying === "id" || keying === "id_and_others") return "id";
  return keying === "name" || keying === "name_and_external_id" ? "name" : "external_id";
}

function drawKeying<Own extends string>(
  mode: Mode,
  { isInEveryMode, ownKeying }: Pick<NamedObject<ObjectName, Own, object>, "isInEveryMode" | "ownKeying">,
  { isCalm }: StreamLimits,
  random: SeededRandom,
): NamedKeying | Own {
  const byId = pick<NamedKeying>(["id", "id_and_others"], random);
  if (mode !== "upsert") {
    const others: readonly NamedKeying[] = mode === "update" ? ["renamed", byId] : ["id"];
    return pick<NamedKeying | Own>(["both", ...(isInEveryMode ? [ownKeying] : []), "name", ...others], random);
  }
  return pick<NamedKeying | Own>(
    [
      "both",
      "both",
      ownKeying,
      "renamed",
      "twins",
      "name",
      "name_and_external_id",
      "linked_later",
      byId,
      // If the order depends on a record before a state, only a sync that is never resumed can keep it.
      ...(isCalm ? (["tangled"] as const) : []),
    ],
    random,
  );
}

function drawKeyShape(isPlain: boolean, mayBeSearched: boolean, random: SeededRandom): KeyShape {
  if (isPlain || random.happens(0.5)) return "plain";
  // Commas separate the ids of a list, so a thing with a comma in its id is searched for.
  return pick(["padded", "odd", "number", "float", ...(mayBeSearched ? (["comma"] as const) : [])], random);
}

interface DrawnStream {
  readonly keying: string;
  readonly people: readonly string[];
  readonly stream: Pick<StreamScenario, "key" | "mode">;
}

/** Things of the stream that already exist. */
export function* drawExisting({ keying, people, stream }: DrawnStream, random: SeededRandom): Generator<string> {
  if (keying === "tangled" || keying === "linked_later") return;
  const rate = stream.mode === "upsert" && stream.key !== "id" ? 0.2 : 0.7;
  for (const thing of people) if (random.happens(rate)) yield thing;
}
