import * as fc from "fast-check";
import { type Columns, dataOf, oneOf, serial, text } from "./record-data.ts";

const COLUMNS: Columns = {
  external_id: serial.map((index) => text(`Person-${index}`)),
  email: serial.map((index) => text(`person.${index}@example.com`)),
  id: oneOf("1", "61640687600001", '"61640687600002"'),
  name: serial.map((index) => text(`Fuzzy Person ${index}`)),
  phone: oneOf('"(415) 555-2671"', '"+14155552672"', "4155552673"),
  tags: oneOf('["first tag","second tag"]', '"third tag"', "[]"),
  organization: oneOf("null", "null", '"Unheard Of Inc"', '{"external_id":"Group-3"}'),
  organization_id: oneOf("1", "null", "null"),
  notes: oneOf('"some private notes"', '"line one\\nline two"'),
  locale: oneOf('"en-US"', '"de"'),
  role: oneOf('"agent"', '"end-user"'),
  suspended: oneOf("true", '"false"'),
  remote_photo_url: oneOf('"https://example.com/photo.png"'),
  "user_fields.company_size": oneOf("1234567", '"7654321"'),
  "user_fields.loyalty_tier": oneOf('"Gold"', '"silver"'),
  "user_fields.lifetime_value": oneOf("1234.565", '"99.5"'),
  "user_fields.newsletter": oneOf("true", '"yes"'),
  "user_fields.signup_date": oneOf('"2025-03-04"', '"2025-03-04T23:30:00-05:00"'),
  "user_fields.state": oneOf('"California"', '"ny"'),
  "user_fields.interests": oneOf('["Running","Hiking"]', '"Cycling"'),
  "user_fields.customer_number": oneOf('"AB-1234"'),
  user_fields: oneOf(
    '{"shipping_address":"12 Some Street"}',
    '{"customer_number":"AB-4321","newsletter":null}',
    '{"shipping_address":"12 Some Street","unheard_of":1}',
    '{"company_size":1,"__proto__":2}',
  ),
  _ab_cdc_deleted_at: oneOf("null", "null", '"2025-03-04T00:00:00Z"'),
};

export const userData = dataOf(
  COLUMNS,
  fc.tuple(fc.subarray(["external_id", "email", "name"] as const, { minLength: 2 }), serial).map(([own, index]) => {
    const values = {
      external_id: `Person-${index}`,
      email: `person.${index}@example.com`,
      name: `Fuzzy Person ${index}`,
    };
    return own.map((column) => [column, text(values[column])] as const);
  }),
);
