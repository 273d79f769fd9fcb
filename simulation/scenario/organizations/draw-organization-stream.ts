import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import type { KeyShape } from "../draw-keys.ts";
import { drawShape } from "../draw-shape.ts";
import { type StreamLimits, configuredStream } from "../draw-stream.ts";
import { pick } from "../pick.ts";
import type { Mode } from "../scenario.ts";
import { VALUE_MARK } from "../value-mark.ts";
import { type OrganizationKeying, STABLE, keysOfOrganization, nameOf } from "./draw-organization-keys.ts";
import type { OrganizationStreamDraw } from "./draw-organization-record.ts";
import type { SeededOrganizations } from "./seeded-organizations.ts";

export function drawOrganizationStream(limits: StreamLimits, random: SeededRandom): OrganizationStreamDraw {
  const { name, organizations, records, settings } = limits;
  const mode = pick<Mode>(["upsert", "upsert", "upsert", "upsert", "update", "insert", "delete"], random);
  const keying = drawKeying(mode, limits, random);
  const key = keying === "id_and_others" || keying === "id" ? "id" : keyOf(keying);
  const shape = drawShape(
    { object: "organizations", hasRoles: false, mayBeMapped: mode === "upsert", isById: key === "id" },
    random,
  );
  const isKeyChosen = mode !== "upsert" || key === "id" || keying === "name_and_external_id";
  const stream = configuredStream({ object: "organizations", name, mode, key, shape, isKeyChosen }, random);
  const hasDeletions = mode === "upsert" && settings["deleted_records"] !== undefined;
  // After an interruption, an insert without a name misses what a lagging search cannot find yet.
  const keyShape = drawKeyShape(keying, !(limits.missesNew && mode === "insert"), random);
  const isSearched = key === "name" || keyShape === "comma";
  const count = Math.max(1, Math.ceil(records / pick([1, 2, 4, 20], random)));
  return {
    object: "organizations",
    stream,
    keying,
    keyShape,
    idOf: (organization) => organizations.idOf(organization),
    shape,
    values: {
      isRich: random.happens(0.3),
      clears: settings["null_handling"] === "clear",
      hasLists: random.happens(0.4),
    },
    people: Array.from({ length: count }, (_, index) => `${name}-${index}`),
    dropsInvalid: settings["on_invalid_value"] === "drop_value",
    isAlwaysNamed: limits.missesNew && isSearched,
    // A deletion that is sent again misses what a lagging search cannot find yet.
    deletionRate: hasDeletions && STABLE.has(keying) && !(limits.missesNew && isSearched) ? 0.08 : 0,
    faultyRate: random.happens(0.5) ? 0 : random.next() * 0.2,
    noiseRate: random.happens(0.1) ? 0.05 : 0,
  };
}

function keyOf(keying: OrganizationKeying): "external_id" | "name" {
  return keying === "name" || keying === "name_and_external_id" ? "name" : "external_id";
}

function drawKeying(mode: Mode, { isCalm }: StreamLimits, random: SeededRandom): OrganizationKeying {
  const byId = pick<OrganizationKeying>(["id", "id_and_others"], random);
  const keyings: readonly OrganizationKeying[] =
    mode === "upsert"
      ? [
          "both",
          "both",
          "mixed_case",
          "renamed",
          "twins",
          "name",
          "name_and_external_id",
          "linked_later",
          byId,
          // If the order depends on a record before a state, only a sync that is never resumed can keep it.
          ...(isCalm ? (["tangled"] as const) : []),
        ]
      : ["both", "name", ...(mode === "update" ? (["renamed", byId] as const) : (["id"] as const))];
  return pick(keyings, random);
}

function drawKeyShape(keying: OrganizationKeying, mayBeSearched: boolean, random: SeededRandom): KeyShape {
  if (keying === "mixed_case" || keying === "twins" || keying === "tangled" || random.happens(0.5)) return "plain";
  // Commas separate the ids of a list, so an organization with a comma in its id is searched for.
  return pick(["padded", "odd", "number", "float", ...(mayBeSearched ? (["comma"] as const) : [])], random);
}

/** Some of the stream's organizations already exist. */
export function seedOrganizationsOf(
  draw: OrganizationStreamDraw,
  seeded: SeededOrganizations,
  random: SeededRandom,
): void {
  const { keying, people, stream } = draw;
  if (keying === "tangled" || keying === "linked_later") return;
  const rate = stream.mode === "upsert" && stream.key !== "id" ? 0.2 : 0.7;
  for (const organization of people) {
    if (!random.happens(rate)) continue;
    const former = stream.key === "id" ? "both" : keying;
    const keys = keysOfOrganization({ ...draw, keying: former }, organization, 0, random);
    const tags = random.happens(0.3) ? [`${VALUE_MARK}-tag-a`, `${VALUE_MARK}-tag-old`] : [];
    seeded.add({ name: nameOf(organization), ...keys, details: "was here", tags }, organization);
  }
}
