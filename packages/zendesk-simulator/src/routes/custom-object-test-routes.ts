import type { Call, Reply, Route } from "../call.ts";
import { readCustomObject } from "../custom-objects/read-custom-object.ts";
import { recordView } from "../custom-objects/record-view.ts";
import { writeRecord } from "../custom-objects/write-record.ts";
import { listed, validated } from "../seed-input.ts";
import { requestedObject } from "./custom-object-routes.ts";
import { writingOf } from "./custom-record-routes.ts";
import { inPieces } from "./inspection-routes.ts";

/** Adds custom objects, or gives them new fields: a list of definitions as the API shows them, with their fields. */
function define({ account, body }: Call): Reply {
  const inputs = listed(body).map(readCustomObject);
  for (const input of inputs) account.customObjects.define(input);
  return { status: 201, body: { count: inputs.length } };
}

/** Puts records directly into the account: a list of bodies as the API takes them. */
function seedRecords(call: Call): Reply {
  const object = requestedObject(call);
  const records = listed(call.body).map((body, index) =>
    validated(`Record ${index}`, () => writeRecord(call.account, object, undefined, body, writingOf(call))),
  );
  const views = records.map((record) => recordView(object, record, call.origin));
  return { status: 201, body: { custom_object_records: views } };
}

/** All records of a custom object, one JSON object per line, as the API shows them. */
function showRecords(call: Call): Reply {
  const object = requestedObject(call);
  return {
    chunks: inPieces(object.records.all(), (record) => `${JSON.stringify(recordView(object, record, call.origin))}\n`),
  };
}

const RECORDS = "simulator/custom_objects/:key/records";

/** The simulator's own paths about custom objects, for tests. */
export const customObjectTestRoutes: readonly Route[] = [
  { method: "POST", path: "simulator/custom_objects", handle: define },
  { method: "POST", path: RECORDS, handle: seedRecords },
  { method: "GET", path: RECORDS, handle: showRecords },
];
