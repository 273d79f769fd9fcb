import type { CustomFieldInput } from "./custom-field.ts";

/** Fields of a plausible account: for users and for organizations one of each type and one inactive field. */
export const defaultUserFields: readonly CustomFieldInput[] = [
  { key: "company_size", type: "integer", title: "Company size" },
  { key: "loyalty_tier", type: "dropdown", title: "Loyalty tier", options: optionsNamed("Bronze", "Silver", "Gold") },
  { key: "lifetime_value", type: "decimal", title: "Lifetime value" },
  { key: "newsletter", type: "checkbox", title: "Newsletter" },
  { key: "signup_date", type: "date", title: "Signup date" },
  { key: "state", type: "text", title: "State" },
  { key: "shipping_address", type: "textarea", title: "Shipping address" },
  { key: "interests", type: "multiselect", title: "Interests", options: optionsNamed("Running", "Cycling", "Hiking") },
  { key: "customer_number", type: "regexp", title: "Customer number", regexp: "\\A[A-Z]{2}-\\d{4,8}\\z" },
  { key: "referred_by", type: "lookup", title: "Referred by", target: "zen:user" },
  { key: "old_segment", type: "text", title: "Old segment", active: false },
];

export const defaultOrganizationFields: readonly CustomFieldInput[] = [
  { key: "employees", type: "integer", title: "Employees" },
  { key: "plan", type: "dropdown", title: "Plan", options: optionsNamed("Starter", "Team", "Enterprise") },
  { key: "contract_value", type: "decimal", title: "Contract value" },
  { key: "is_partner", type: "checkbox", title: "Is a partner" },
  { key: "renewal_date", type: "date", title: "Renewal date" },
  { key: "region", type: "text", title: "Region" },
  { key: "billing_address", type: "textarea", title: "Billing address" },
  { key: "products", type: "multiselect", title: "Products", options: optionsNamed("Support", "Chat", "Voice") },
  { key: "account_code", type: "regexp", title: "Account code", regexp: "\\A[A-Z]{3}\\d{3}\\z" },
  { key: "parent_company", type: "lookup", title: "Parent company", target: "zen:organization" },
  { key: "old_region", type: "text", title: "Old region", active: false },
];

/** Fields of tickets have ids and titles, and no keys. */
export const defaultTicketFields: readonly CustomFieldInput[] = [
  { key: "", type: "text", title: "Order number" },
  { key: "", type: "textarea", title: "Delivery notes" },
  { key: "", type: "tagger", title: "Topic", options: optionsNamed("Refund", "Delivery", "Warranty") },
  { key: "", type: "multiselect", title: "Products", options: optionsNamed("Shoes", "Shirts", "Hats") },
  { key: "", type: "checkbox", title: "Escalated", tag: "escalated" },
  { key: "", type: "date", title: "Purchase date" },
  { key: "", type: "integer", title: "Items" },
  { key: "", type: "decimal", title: "Order total" },
  { key: "", type: "regexp", title: "Return code", regexp: "\\A[A-Z]{2}\\d{4}\\z" },
  { key: "", type: "lookup", title: "Referred by", target: "zen:user" },
  { key: "", type: "partialcreditcard", title: "Card" },
  { key: "", type: "text", title: "Old channel", active: false },
];

/** Labels as people see them; the values that the API takes are other texts. */
function optionsNamed(...names: readonly string[]): { name: string; value: string }[] {
  return names.map((name) => ({ name, value: name.toLowerCase() }));
}
