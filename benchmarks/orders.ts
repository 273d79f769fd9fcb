import { MEMORY_LIMIT_MB, measureMemory } from "../testing/connector/connector-memory.ts";
import { ORDERS_OF_USERS } from "../testing/connector/workload.ts";
import { printHeading, printSample } from "./print-samples.ts";
import { readCount } from "./read-count.ts";

const MOST_REQUESTS_PER_THOUSAND = 25;

/** How many requests and how much memory do custom object records take that name users? Returns whether they are within the limits. */
export async function benchOrders([count]: readonly string[]): Promise<boolean> {
  const records = readCount(count, { otherwise: 100_000, least: 1000 });
  printHeading();
  const { code, peakMb, requests, written } = await measureMemory(records, {
    workload: ORDERS_OF_USERS,
    onSample: printSample,
  });
  const perThousand = (requests * 1000) / records;
  console.log(
    `${written} of ${records} orders written. ${perThousand.toFixed(1)} requests per 1,000 orders of at most ` +
      `${MOST_REQUESTS_PER_THOUSAND}, peak ${peakMb.toFixed(0)} MB of at most ${MEMORY_LIMIT_MB} MB.`,
  );
  const isWithin = perThousand <= MOST_REQUESTS_PER_THOUSAND && peakMb < MEMORY_LIMIT_MB;
  return code === 0 && written === records && isWithin;
}
