import { type Columns, dataOf, oneOf, serial, text } from "./record-data.ts";

const COLUMNS: Columns = {
  external_id: serial.map((index) => text(`Case-${index}`)),
  id: oneOf("1", '"2"'),
  subject: serial.map((index) => text(`Fuzzy subject ${index}`)),
  status: oneOf('"Solved"', '"hold"'),
  comment: oneOf(
    '"some private comment"',
    '{"html_body":"<p>Some <b>comment</b></p>","public":false}',
    '{"body":null}',
  ),
  comments: oneOf(
    '[{"body":"first comment","created_at":"2020-01-02T03:04:05Z"},"second comment"]',
    text('[{"body":"first comment"}]'),
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

export const ticketData = dataOf(
  COLUMNS,
  serial.map((index) => [
    ["external_id", text(`Case-${index}`)],
    ["subject", text(`Fuzzy subject of ${index}`)],
  ]),
);
