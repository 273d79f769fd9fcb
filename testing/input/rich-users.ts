import type { RecordData } from "./airbyte-messages.ts";

const TIERS = ["Bronze", "Silver", "Gold"];
const INTERESTS = ["Running", "Cycling", "Hiking"];

/**
 * A record with every kind of value that Zendesk stores, spelled as a source may spell it. No two records are alike.
 */
export function richUser(index: number): RecordData {
  const number = String(index).padStart(4, "0");
  return {
    external_id: `rich-${index}`,
    name: `Rich Person ${index}`,
    email: `Rich.${index}@Example.com`,
    phone: `(415) 555-${number}`,
    alias: `richie ${index}`,
    details: `Details of ${index}`,
    notes: `Line one of ${index}\nline two`,
    tags: ["VIP", `Cohort ${index % 7}`],
    locale: "en-US",
    time_zone: "Eastern Time (US & Canada)",
    "user_fields.company_size": index,
    "user_fields.loyalty_tier": TIERS[index % 3],
    "user_fields.lifetime_value": `${index}.50`,
    "user_fields.newsletter": index % 2 === 0 ? "true" : false,
    "user_fields.signup_date": `2025-03-${String((index % 28) + 1).padStart(2, "0")}T23:30:00-05:00`,
    "user_fields.state": index % 2 === 0 ? "California" : "ny",
    "user_fields.shipping_address": `${index} Main Street\nSpringfield`,
    "user_fields.interests": [INTERESTS[index % 3], INTERESTS[(index + 1) % 3]],
    "user_fields.customer_number": `AB-${number}`,
    "user_fields.referred_by": `616406876${number}`,
  };
}
