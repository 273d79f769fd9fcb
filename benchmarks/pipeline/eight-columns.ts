import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";

const PIECE = 1000;

/** Customers as a warehouse has them: 350 bytes a line, with a column for each custom field. */
function customerAt(index: number) {
  return {
    external_id: `customer-${index}`,
    name: `Customer Number ${index}`,
    email: `customer-${index}@example.com`,
    phone: `+1415555${String(index % 10_000).padStart(4, "0")}`,
    notes: "Came by the shop in spring and asked for the blue ones.",
    "user_fields.company_size": index % 1000,
    "user_fields.loyalty_tier": "gold",
    "user_fields.newsletter": index % 2 === 0,
  };
}

export const COLUMNS = Object.keys(customerAt(0));

/** Writes the messages of a sync to a file. Returns its name. */
export async function writeInput(file: string, records: number): Promise<string> {
  const output = createWriteStream(file);
  for (let start = 0; start < records; start += PIECE) {
    const length = Math.min(PIECE, records - start);
    const lines = Array.from({ length }, (_, offset) => `${record(customerAt(start + offset))}\n`);
    output.write(lines.join(""));
  }
  output.end(`${streamState(records)}\n`);
  await finished(output);
  return file;
}
