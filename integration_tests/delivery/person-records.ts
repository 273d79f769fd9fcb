import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import type { SimulatedUser } from "../../testing/account/simulated-account.ts";

/** The keys of a person's record; `turn` counts the person's records from 0. */
export type KeysOf = (person: number, turn: number, random: SeededRandom) => RecordData;

/** Columns that not every record has, each with the turn in its value. */
const SOMETIMES: Readonly<Record<string, (turn: number) => string>> = {
  details: (turn) => `details of turn ${turn}`,
  alias: (turn) => `alias of turn ${turn}`,
  "user_fields.customer_number": (turn) => `CN-${1000 + turn}`,
  "user_fields.shipping_address": (turn) => `address of turn ${turn}`,
};

export interface PersonRecord {
  readonly person: number;
  readonly data: RecordData;
}

/** This many records of each person, shuffled. `notes` says whose record it is, and which turn. */
export function personRecords(people: number, turns: number, keysOf: KeysOf, random: SeededRandom): PersonRecord[] {
  const order = random.shuffled(Array.from({ length: people * turns }, (_, index) => index % people));
  const turnOf = new Map<number, number>();
  return order.map((person) => {
    const turn = turnOf.get(person) ?? 0;
    turnOf.set(person, turn + 1);
    const columns = Object.entries(SOMETIMES).filter(() => random.happens(0.4));
    const data = {
      // Without a name, only an existing user can be updated.
      ...((turn === 0 || random.happens(0.8)) && { name: `Person ${person}` }),
      ...keysOf(person, turn, random),
      notes: `person ${person}, turn ${turn}`,
      ...Object.fromEntries(columns.map(([column, valueOf]) => [column, valueOf(turn)])),
    };
    return { person, data };
  });
}

/** What Zendesk must hold for each person in the end: the last value of each column. */
export function lastValues(records: readonly PersonRecord[]): readonly RecordData[] {
  const values = new Map<number, RecordData>();
  for (const { person, data } of records) values.set(person, { ...values.get(person), ...withoutKeys(data) });
  return byNotes([...values.values()]);
}

/** The same columns of the users in the account. */
export function heldValues(users: readonly SimulatedUser[]): readonly RecordData[] {
  return byNotes(
    users.map((user) => {
      const columns = ["name", "notes", ...Object.keys(SOMETIMES)].map((column) => {
        const [first = "", second] = column.split(".");
        return [column, second === undefined ? user[first] : user.user_fields[second]] as const;
      });
      return Object.fromEntries(columns.filter(([, value]) => value !== null));
    }),
  );
}

function withoutKeys({ external_id: _externalId, email: _email, ...values }: RecordData): RecordData {
  return values;
}

function byNotes(people: readonly RecordData[]): readonly RecordData[] {
  return people.toSorted((a, b) => String(a["notes"]).localeCompare(String(b["notes"])));
}

/** Lines with an occasional pause, so that partly filled batches are sent too. */
export async function* trickle(lines: readonly string[], random: SeededRandom): AsyncGenerator<string> {
  for (const line of lines) {
    yield line;
    if (!random.happens(0.02)) continue;
    await new Promise((resolve) => {
      setTimeout(resolve, random.whole(3000));
    });
  }
}
