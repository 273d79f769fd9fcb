import * as fc from "fast-check";
import { type Columns, dataOf, oneOf, text } from "./record-data.ts";

/** Members and companies are in the account from the start, and only memberships of theirs are written. */
export const MEMBERS = 6;
export const COMPANIES = 5;

const member = fc.nat({ max: MEMBERS - 1 });
const company = fc.nat({ max: COMPANIES - 1 });

const COLUMNS: Columns = {
  "user.external_id": member.map((index) => text(`MEMBER-${index}`)),
  "user.email": oneOf('"member.1@example.com"', '"unheard.of@example.com"'),
  user: oneOf('"Member-2"', '{"email":"member.3@example.com"}', '{"external_id":null}', "null"),
  user_id: oneOf("1", '"2"', "null"),
  "organization.external_id": company.map((index) => text(`Company-${index}`)),
  "organization.name": oneOf('"Fuzzy Company 1"', '"Unheard Of Inc"'),
  organization: oneOf('"Fuzzy Company 2"', '{"external_id":"Company-3"}', "[]"),
  organization_id: oneOf("1", "null"),
  default: oneOf("true"),
  _ab_cdc_deleted_at: oneOf("null", "null", '"2025-03-04T00:00:00Z"'),
};

export const membershipData = dataOf(
  COLUMNS,
  fc.tuple(member, company).map(([user, organization]) => [
    ["user.external_id", text(`Member-${user}`)],
    ["organization.external_id", text(`Company-${organization}`)],
  ]),
);
