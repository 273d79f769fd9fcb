import { type Columns, dataOf, oneOf, serial, text } from "./record-data.ts";

const COLUMNS: Columns = {
  external_id: serial.map((index) => text(`Order-${index}`)),
  name: serial.map((index) => text(`Fuzzy Order ${index}`)),
  id: oneOf("1", '"01GCSJW391QVSC80GYDH7E93Q6"'),
  "custom_object_fields.status": oneOf('"Paid in full"', '"PAID"', '"unheard of"'),
  "custom_object_fields.total": oneOf("1234.565", '"99.5"'),
  "custom_object_fields.items": oneOf("42", '"42"', "42.0"),
  "custom_object_fields.gift": oneOf("true", '"yes"'),
  "custom_object_fields.ordered_on": oneOf('"2025-03-04"', '"2025-03-04T23:30:00-05:00"'),
  "custom_object_fields.code": oneOf('"AB"'),
  "custom_object_fields.channels": oneOf('["Web","Shop"]', '"web; shop"', "[]"),
  "custom_object_fields.customer": serial.map((index) => text(index % 2 === 0 ? "Member-1" : `Person-${index}`)),
  "custom_object_fields.replaces": serial.map((index) => text(`Order-${index}`)),
  custom_object_fields: oneOf('{"items":7,"gift":null}', '{"unheard_of":1}', '{"items":1,"__proto__":2}'),
  _ab_cdc_deleted_at: oneOf("null", "null", '"2025-03-04T00:00:00Z"'),
};

export const orderData = dataOf(
  COLUMNS,
  serial.map((index) => [
    ["external_id", text(`Order-${index}`)],
    ["name", text(`Fuzzy Order ${index}`)],
  ]),
);
