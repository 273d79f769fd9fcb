import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import type { ConnectorScenario, InputItem, ScenarioRecord } from "../scenario.ts";
import { withColumns } from "../with-columns.ts";
import { DEVICES } from "./device-object.ts";
import { deviceField } from "./draw-device-values.ts";

const OWNER = deviceField("owner");

/** Some records of devices name a user whom an earlier record of another stream has written. */
export function addOwners(connector: ConnectorScenario, random: SeededRandom): ConnectorScenario {
  const users = nameableUsers(connector.input);
  return withColumns(connector, [OWNER], (record) => {
    if (!mayNameOwner(record) || !random.happens(0.3)) return undefined;
    const written = users.filter(({ serial }) => serial < record.serial);
    const owner = written[random.whole(written.length)];
    if (!owner) return undefined;
    const held = `external_id:${owner.externalId}`;
    // Digits alone are an id.
    const sent = /^\d+$/.test(owner.externalId) || random.happens(0.5) ? held : owner.externalId;
    return { data: { [OWNER]: sent }, meant: { namedUser: owner.person, user: { ...record.user, [OWNER]: held } } };
  });
}

function mayNameOwner({ isDeletion, refusal, stream, user }: ScenarioRecord): boolean {
  const { mode, object, shape } = stream;
  return (
    object === DEVICES &&
    mode !== "delete" &&
    shape.customFields === "flat" &&
    !isDeletion &&
    !refusal &&
    !(OWNER in user)
  );
}

interface NameableUser {
  readonly person: string;
  readonly externalId: string;
  /** Of the first record of the user. */
  readonly serial: number;
}

/** Users whose records all have the same external id. Each record creates or updates its user. */
function nameableUsers(input: readonly InputItem[]): readonly NameableUser[] {
  const records = input.filter((item) => item.type === "record" && item.stream.object === "users");
  const people = Map.groupBy(records as readonly ScenarioRecord[], ({ person }) => person);
  return [...people].flatMap(([person, own]) => {
    const [first] = own;
    const externalId = first?.user["external_id"];
    const isNameable = own.every(
      ({ isDeletion, isTooEarly, refusal, stream, user }) =>
        stream.mode === "upsert" && !isDeletion && !isTooEarly && !refusal && user["external_id"] === externalId,
    );
    // A search, which a comma makes necessary, may not find what an earlier attempt has just created.
    if (!first || !isNameable || typeof externalId !== "string" || /,|.{256}/.test(externalId)) return [];
    return [{ person, externalId, serial: first.serial }];
  });
}
