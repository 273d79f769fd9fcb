import { describe, expect, test } from "vitest";
import { type Fault, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type ConfiguredStream, type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { DestinationOutput } from "airbyte-cdk-typescript/testing";
import { seedUsers } from "../../testing/account/simulated-account.ts";
import { SentValues } from "../../testing/connector/sent-values.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

// All output of the connector in these tests is searched for the values that it was sent: see sent-values.ts.

describe("a value of a record that the connector prints fails the test", () => {
  const sent = {
    external_id: "c-4711-x",
    name: 'Anna "Quoted" Smith',
    tags: ["rare tag"],
    user_fields: { size: 123_456 },
  };
  const log = (message: string): string => `${JSON.stringify({ type: "LOG", log: { level: "INFO", message } })}\n`;

  function leaks(stdout: string, stderr = ""): () => void {
    const values = new SentValues();
    values.note([record(sent), "no JSON", streamState(1)]);
    const output = new DestinationOutput();
    output.add(stdout);
    return () => values.expectUnprinted(output, stderr, [{ streams: ["users"] }]);
  }

  test.each([
    ["as it is", log("wrote c-4711-x")],
    ["in other letters", log("Wrote C-4711-X")],
    ["within a word", log("key=c-4711-x;")],
    ["with quotes", log('no user Anna "Quoted" Smith')],
    ["from a list", log("tag rare tag")],
    ["nested, a number", log("size 123456.0")],
  ])("%s", (_how, line) => {
    expect(leaks(line)).toThrow(/printed values of records/);
    expect(leaks("", line)).toThrow(/printed values of records/);
  });

  test("but not a value in a state, which is echoed, nor a column's name", () => {
    const state = JSON.stringify({ type: "STATE", state: { data: { cursor: "c-4711-x" } } });
    expect(leaks(`${state}\n${log("the column external_id of users")}`)).not.toThrow();
  });
});

const STREAMS: readonly ConfiguredStream[] = [
  { name: "users" },
  { name: "by_address", object: "users", mode: "append_dedup", primaryKey: "email" },
  { name: "inserted", object: "users", mode: "append", primaryKey: "external_id" },
  { name: "updated", object: "users", mode: "update", primaryKey: "email" },
  { name: "deleted", object: "users", mode: "soft_delete", primaryKey: "external_id" },
];

const SEEDS = ["anna", "bert", "cleo", "dora", "gwen"].map((key) => ({
  name: `Seeded ${key}`,
  external_id: `key-of-${key}`,
  email: `${key}@private.example`,
  tags: ["older-tag"],
  organization: { name: key === "gwen" ? "Silent Company" : "Quiet Company" },
}));

const RECORDS: Readonly<Record<string, readonly RecordData[]>> = {
  users: [
    {
      external_id: "key-of-anna",
      email: "anna.new@private.example",
      tags: ["newer-tag"],
      organization: "Silent Company",
    },
    { external_id: "key-of-eric", name: "Eric Unseen", organization: { external_id: "ext-of-company" } },
    { external_id: "comma,in,key", name: "Comma Unseen", tags: ["newer-tag"], phone: "(415) 555-2671" },
  ],
  by_address: [{ email: "bert@private.example", name: "Bert Unseen", tags: ["another-tag"], notes: "private notes" }],
  inserted: [{ external_id: "key-of-fred", name: "Fred Unseen", email: "anna@private.example" }],
  updated: [{ email: "cleo@private.example", "user_fields.state": "California", details: "private details" }],
  deleted: [{ external_id: "key-of-dora" }],
};

const PATHS = [
  "user_fields",
  "users/show_many",
  "users/search",
  "organizations/search",
  "organizations/show_many",
  "users/create_or_update_many",
  "users/create_many",
  "users/update_many",
  "users/destroy_many",
  "organization_memberships/create_many",
  "job_statuses",
  "identities",
];

const QUOTES = "anna.new@private.example, Eric Unseen, Quiet Company, key-of-anna, +14155552671";
const BODY = JSON.stringify({
  error: "RecordInvalid",
  description: QUOTES,
  details: { [QUOTES]: [{ description: QUOTES }] },
});

/** Answers that quote what they refer to, as Zendesk's do, or that are not JSON. */
const ANSWERS: readonly (readonly [what: string, status: number, body: string])[] = [
  ["400", 400, BODY],
  ["403", 403, BODY],
  ["404", 404, BODY],
  ["418", 418, BODY],
  ["422", 422, BODY],
  ["500", 500, BODY],
  ["200 of another shape", 200, BODY],
  ["200 that is not JSON", 200, QUOTES],
];

/** Gives each request to the path this answer, and remembers that there was one. */
function always(path: string, status: number, body: string): Fault & { wasAsked: boolean } {
  return {
    wasAsked: false,
    before(request) {
      if (!request.path.startsWith("/api/v2/") || !request.path.includes(path)) return undefined;
      this.wasAsked = true;
      return { status, headers: {}, body };
    },
  };
}

async function sync(fault: Fault) {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [fault] });
  seedUsers(simulator, SEEDS, VIRTUAL_START);
  const input = Object.entries(RECORDS).flatMap(([name, list]) => [
    ...list.map((data) => record(data, { name })),
    streamState(1, { name }),
  ]);
  const settings = { email_change: "make_primary", deleted_records: "soft_delete" };
  const { output } = await syncOnVirtualTime({ simulator, streams: STREAMS, settings, input });
  return output.lines.filter((line) => !output.stateLines.includes(line)).join("\n");
}

/** Which values of the records the text contains, also as Zendesk gets them or as they appear in a URL. */
function formsIn(printed: string): readonly string[] {
  const forms = [
    "private.example",
    "private%2eexample",
    "4155552671",
    "unseen",
    "quiet",
    "silent",
    "key-of-",
    "ext-of-",
  ];
  return forms.filter((form) => printed.toLowerCase().includes(form));
}

describe("no value is printed when Zendesk answers with", () => {
  test.each(ANSWERS)("%s, whichever request it answers", async (_what, status, body) => {
    for (const path of PATHS) {
      const fault = always(path, status, body);
      const printed = await sync(fault);
      expect({ path, wasAsked: fault.wasAsked, leaks: formsIn(printed) }).toEqual({ path, wasAsked: true, leaks: [] });
    }
  });

  test("failed rows that quote their values", async () => {
    const quoting: Fault = {
      after: ({ path }, answer) => {
        if (!path.startsWith("/api/v2/job_statuses") || !answer.body.includes('"results"')) return undefined;
        const body = JSON.parse(answer.body) as { job_statuses?: { results: object[] | null }[] };
        for (const job of body.job_statuses ?? []) {
          job.results = (job.results ?? []).map((_result, index) => ({ index, error: QUOTES, details: QUOTES }));
        }
        return { ...answer, body: JSON.stringify(body) };
      },
    };
    expect(formsIn(await sync(quoting))).toEqual([]);
  });
});
