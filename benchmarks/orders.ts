// npm run bench:orders -- 100000: how many requests and how much memory do custom object records take that name users?
import { MEMORY_LIMIT_MB, measureMemory } from "../testing/connector/connector-memory.ts";
import { ORDERS_OF_USERS } from "../testing/connector/workload.ts";
import { printHeading, printSample } from "./print-samples.ts";

const MOST_REQUESTS_PER_THOUSAND = 25;

const records = Number(process.argv[2] ?? 100_000);
if (!Number.isSafeInteger(records) || records < 1000) {
  throw new Error("Give the number of orders as a whole number of at least 1000.");
}

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
if (code !== 0 || written !== records || !isWithin) process.exitCode = 1;
