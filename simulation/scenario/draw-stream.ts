import type { ConfiguredStream, RecordData } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { drawPeople, drawRates } from "./draw-frame.ts";
import type { KeyShape } from "./draw-keys.ts";
import { type Keying, keysOf } from "./draw-people.ts";
import type { UserStreamDraw } from "./draw-record.ts";
import { givenRoles } from "./draw-roles.ts";
import type { Settings } from "./draw-settings.ts";
import { type StreamShape, columnsOf, drawShape } from "./draw-shape.ts";
import type { SeededDevices } from "./custom-objects/seeded-devices.ts";
import type { SeededMembers } from "./memberships/seeded-members.ts";
import { ORGANIZATIONS } from "./organizations/shared-organizations.ts";
import type { SeededOrganizations } from "./organizations/seeded-organizations.ts";
import { pick } from "./pick.ts";
import type { Mode, StreamScenario } from "./scenario.ts";
import type { SeededUsers } from "./seeded-users.ts";
import type { SeededTickets } from "./tickets/seeded-tickets.ts";
import { VALUE_MARK } from "./value-mark.ts";

/** With these, all records of a person have the same key, whatever was deleted in between. */
const DELETABLE: ReadonlySet<Keying> = new Set(["external_id", "both", "id"]);

const SYNC_MODES = { insert: "append", update: "update", delete: "soft_delete" } as const;

export interface StreamLimits {
  readonly name: string;
  /** The index of its connection. */
  readonly connection: number;
  readonly records: number;
  readonly settings: Settings;
  /** Nothing is interrupted and nothing fails, so each record is sent once. */
  readonly isCalm: boolean;
  readonly seeded: SeededUsers;
  readonly organizations: SeededOrganizations;
  readonly tickets: SeededTickets;
  readonly devices: SeededDevices;
  readonly members: SeededMembers;
  /** Whether it may be resumed, and then searches for what it has just created in an index that lags. */
  readonly missesNew: boolean;
}

export function drawUserStream(limits: StreamLimits, random: SeededRandom): UserStreamDraw {
  const { connection, name, settings } = limits;
  const mode = pick<Mode>(["upsert", "upsert", "upsert", "upsert", "upsert", "update", "insert", "delete"], random);
  const keying = drawKeying(mode, limits, random);
  const key = keyOf(keying);
  const hasRoles = settings["allow_roles"] === true;
  const shape = drawShape({ object: "users", hasRoles, mayBeMapped: mode === "upsert", isById: key === "id" }, random);
  const isKeyChosen = mode !== "upsert" || key === "id";
  const stream = configuredStream({ object: "users", name, mode, key, shape, isKeyChosen }, random);
  const hasDeletions = mode === "upsert" && settings["deleted_records"] !== undefined;
  const deletionRate = hasDeletions && DELETABLE.has(keying) ? 0.08 : 0;
  const matters = settingsThatMatter(settings, mode);
  const people = drawPeople(limits, [1, 2, 4, 20], random);
  return {
    object: "users",
    stream,
    keying,
    keyShape: drawKeyShape(keying, limits, random),
    idOf: (person) => limits.seeded.idOf(person),
    shape,
    values: {
      isRich: random.happens(0.3),
      clears: settings["null_handling"] === "clear",
      exchange: `55${connection}`,
    },
    people,
    ...matters,
    roles: hasRoles ? givenRoles({ ...limits, ...matters, deletes: deletionRate > 0 || mode === "delete" }) : undefined,
    deletionRate,
    ...drawRates(random),
  };
}

/** What the settings mean for the records of a stream in this mode. */
function settingsThatMatter(settings: Settings, mode: Mode) {
  return {
    hasTags: settings["tags_mode"] !== undefined && mode === "upsert",
    hasOrganizations: settings["organization_mode"] !== undefined && mode !== "delete",
    dropsInvalid: settings["on_invalid_value"] === "drop_value",
    protectsTeam: settings["team_members"] !== "update",
  };
}

interface ConfiguredDraw extends Pick<StreamScenario, "key" | "mode" | "object" | "shape"> {
  readonly name: string;
  /** Whether the connection specifies the key that records are matched by. */
  readonly isKeyChosen: boolean;
}

/** A stream as the platform configures it. */
export function configuredStream(draw: ConfiguredDraw, random: SeededRandom): StreamScenario {
  const { isKeyChosen, key, mode, name, object, shape } = draw;
  const { namespace } = shape;
  const isKeySet = isKeyChosen && (shape.isMapped || random.happens(0.3));
  return {
    object,
    mode,
    key,
    matchingKey: isKeySet ? key : undefined,
    shape,
    configured: {
      name,
      ...(namespace !== undefined && { namespace }),
      mode: mode === "upsert" ? drawUpsertMode(shape, random) : SYNC_MODES[mode],
      ...(random.happens(0.1) && { isRefresh: true }),
      columns: columnsOf(shape),
      ...(!shape.isMapped && { object }),
      ...(isKeyChosen && !isKeySet && { primaryKey: key }),
    },
  };
}

/** Each sync mode that upserts. Append is one, unless the connection chooses an object. */
function drawUpsertMode({ isMapped }: StreamShape, random: SeededRandom): NonNullable<ConfiguredStream["mode"]> {
  return pick(
    ["append_dedup", "append_dedup", "append_dedup", "overwrite", isMapped ? "append" : "append_dedup"],
    random,
  );
}

function keyOf(keying: Keying): StreamScenario["key"] {
  if (keying === "id" || keying === "id_and_others") return "id";
  return keying === "email" ? "email" : "external_id";
}

function drawKeying(mode: Mode, { isCalm }: StreamLimits, random: SeededRandom): Keying {
  const byId = pick<Keying>(["id", "id_and_others"], random);
  if (mode === "upsert") {
    const keyings: readonly Keying[] = [
      "external_id",
      "email",
      "both",
      "both",
      "mixed_case",
      "linked_later",
      "moving",
      byId,
      // If the order depends on a record before a state, only a sync that is never resumed can keep it.
      ...(isCalm ? (["either", "tangled"] as const) : []),
    ];
    return pick(keyings, random);
  }
  const keyings: readonly Keying[] = ["external_id", "email"];
  if (mode === "update") return pick([...keyings, "moving", byId], random);
  return pick([...keyings, "id"], random);
}

function drawKeyShape(keying: Keying, { missesNew, settings }: StreamLimits, random: SeededRandom): KeyShape {
  if (keying === "mixed_case" || keying === "email" || random.happens(0.5)) return "plain";
  // Commas separate the ids of a list, so a user whose id contains one is searched for. A resumed sync does not yet
  // find users that it has just created: a deletion misses such a user, and an address that should be ignored is added.
  const isMissed =
    missesNew && (settings["deleted_records"] === "soft_delete" || settings["email_change"] === "ignore");
  const shapes: readonly KeyShape[] = [
    "padded",
    "odd",
    "number",
    "float",
    "long",
    ...(DELETABLE.has(keying) && !looksUp(settings) ? (["huge"] as const) : []),
    ...(isMissed ? [] : (["comma"] as const)),
  ];
  return pick(shapes, random);
}

/** Whether upserts depend on the previous state of their users. */
function looksUp(settings: Settings): boolean {
  const { deleted_records: deleted, dry_run: isDry, email_change: email, skip_unchanged: skips } = settings;
  return deleted !== undefined || isDry === true || skips === true || email === "ignore" || "tags_mode" in settings;
}

/** Some of the stream's people already exist, and some of those are agents. */
export function seedPeople(draw: UserStreamDraw, seeded: SeededUsers, random: SeededRandom): void {
  const { hasOrganizations, keying, people, stream } = draw;
  if (keying === "tangled" || keying === "linked_later") return;
  const agentRate = stream.mode === "delete" || keying === "email" || random.happens(0.3) ? 0.1 : 0;
  const rate = stream.mode === "upsert" && stream.key !== "id" ? 0.2 : 0.7;
  for (const person of people) {
    if (!random.happens(rate)) continue;
    const isAgent = random.happens(agentRate);
    const keys = keysOf({ ...draw, keying: formerKeying(draw, random) }, person, 0, random);
    const isMember = hasOrganizations && random.happens(0.5);
    const user = {
      name: `${VALUE_MARK} was ${person}`,
      ...(isAgent && keying === "email" && random.happens(0.6) ? withOtherPrimary(keys, person) : keys),
      details: "was here",
      ...(isAgent && { role: "agent" }),
      ...(isMember && { organization: { name: pick(ORGANIZATIONS, random).name } }),
    };
    seeded.add(user, person);
  }
}

/** The address in the records is only a secondary one, which lists of users do not show. */
function withOtherPrimary({ email }: RecordData, person: string): RecordData {
  return { email: `${VALUE_MARK}.${person}.team@example.com`, identities: [{ type: "email", value: email }] };
}

/** The keys by which the account already knew a person. */
function formerKeying({ keying, stream }: UserStreamDraw, random: SeededRandom): Keying {
  if (stream.key === "id") return pick<Keying>(["both", "external_id", "email"], random);
  return keying === "mixed_case" ? "both" : keying;
}
