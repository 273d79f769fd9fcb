import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import type { StreamLimits } from "../draw-stream.ts";
import { drawExisting, drawNamedStream } from "../named-things.ts";
import { VALUE_MARK } from "../value-mark.ts";
import { keysOfOrganization, nameOf } from "./draw-organization-keys.ts";
import type { OrganizationStreamDraw } from "./draw-organization-record.ts";
import type { SeededOrganizations } from "./seeded-organizations.ts";

export function drawOrganizationStream(limits: StreamLimits, random: SeededRandom): OrganizationStreamDraw {
  const clears = limits.settings["null_handling"] === "clear";
  return drawNamedStream(
    {
      object: "organizations",
      ownKeying: "mixed_case",
      isInEveryMode: false,
      idOf: (organization) => limits.organizations.idOf(organization),
      drawValues: () => ({ values: { isRich: random.happens(0.3), clears, hasLists: random.happens(0.4) } }),
    },
    limits,
    random,
  );
}

/** Some of the stream's organizations already exist. */
export function seedOrganizationsOf(
  draw: OrganizationStreamDraw,
  seeded: SeededOrganizations,
  random: SeededRandom,
): void {
  for (const organization of drawExisting(draw, random)) {
    const former = draw.stream.key === "id" ? "both" : draw.keying;
    const keys = keysOfOrganization({ ...draw, keying: former }, organization, 0, random);
    const tags = random.happens(0.3) ? [`${VALUE_MARK}-tag-a`, `${VALUE_MARK}-tag-old`] : [];
    seeded.add({ name: nameOf(organization), ...keys, details: "was here", tags }, organization);
  }
}
