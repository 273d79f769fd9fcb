import * as fc from "fast-check";
import type { JsonText } from "./json-texts.ts";

const oneOf = (...values: readonly JsonText[]): fc.Arbitrary<JsonText> => fc.constantFrom(...values);
const serial = fc.nat({ max: 30 });

/** Columns of tickets, with values as an ordinary source sends them. */
export const TICKET_COLUMNS: Readonly<Record<string, fc.Arbitrary<JsonText>>> = {
  external_id: serial.map((index) => JSON.stringify(`Case-${index}`)),
  id: oneOf("1", '"2"'),
  subject: serial.map((index) => JSON.stringify(`Fuzzy subject ${index}`)),
  status: oneOf('"Solved"', '"hold"'),
  comment: oneOf(
    '"some private comment"',
    '{"html_body":"<p>Some <b>comment</b></p>","public":false}',
    '{"body":null}',
  ),
  comments: oneOf(
    '[{"body":"first comment","created_at":"2020-01-02T03:04:05Z"},"second comment"]',
    JSON.stringify('[{"body":"first comment"}]'),
  ),
  created_at: oneOf('"2020-01-01T00:00:00Z"', "null"),
  requester: oneOf('"person.1@example.com"', '{"external_id":"Person-2"}', "null"),
  email_ccs: oneOf('"person.3@example.com; person.4@example.com"', "[]"),
  tags: oneOf('["first tag","second tag"]', '"third tag"'),
  "custom_fields.Items": oneOf("42", '"42"'),
  "custom_fields.Topic": oneOf('"Refund"', "null"),
  custom_fields: oneOf('{"Order number":"12 Some Order"}', '{"unheard_of":1,"__proto__":2}'),
  _ab_cdc_deleted_at: oneOf("null", "null", '"2025-03-04T00:00:00Z"'),
};
