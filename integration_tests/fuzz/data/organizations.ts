import { type Columns, dataOf, oneOf, serial, text } from "./record-data.ts";

const COLUMNS: Columns = {
  external_id: serial.map((index) => text(`Group-${index}`)),
  name: serial.map((index) => text(`Fuzzy Group ${index}`)),
  id: oneOf("1", '"61640687600001"'),
  details: oneOf('"some private details"', "null"),
  notes: oneOf('"some private notes"', '"line one\\nline two"'),
  domain_names: oneOf('["fuzzy.example.com","FUZZY.example.org"]', '"fuzzy.example.net; fuzzy.example.org"', "[]"),
  tags: oneOf('["first tag","second tag"]', '"third tag"'),
  shared_tickets: oneOf("true", '"no"'),
  group: oneOf('"Support"', '"Unheard Of Group"'),
  organization_fields: oneOf('{"unheard_of":1,"__proto__":2}', "{}"),
  _ab_cdc_deleted_at: oneOf("null", "null", '"2025-03-04T00:00:00Z"'),
};

export const organizationData = dataOf(
  COLUMNS,
  serial.map((index) => [
    ["external_id", text(`Group-${index}`)],
    ["name", text(`Fuzzy Group ${index}`)],
  ]),
);
