import { readCount } from "./read-count.ts";
import { countByConnector } from "./requests/by-connector.ts";
import { countInBulk, countInLoop, countOneByOne } from "./requests/by-others.ts";
import { WRITTEN_OBJECTS, type WrittenObject } from "./requests/written-object.ts";
import { writeResults } from "./write-results.ts";

/** Requests per 1,000 records: new ones, and unchanged ones with `skip_unchanged`. */
export const GOAL = { ofNew: 13, ofUnchanged: 11 };
/** The other ways take the same number for each record, and need not write as many. */
const FEW = 500;
const JOB_SECONDS = 4;
const ROWS = 100;
const ACCOUNT = [
  "--requests-per-minute=700",
  "--job-delay-min=0",
  "--job-delay-max=0",
  `--row-ms=${(JOB_SECONDS * 1000) / ROWS}`,
  "--row-jitter=0.5",
  "--workers=100",
  "--jobs-kept=1000",
];

export interface RequestsRow {
  readonly object: string;
  readonly new: number;
  readonly unchanged: number;
  readonly "node-zendesk, in bulk": number | undefined;
  readonly "node-zendesk, one by one": number | undefined;
  readonly "look up and create": number;
}

/**
 * How many requests does each object take per 1,000 records, with bulk jobs of 4 s and the default settings? Beside other ways to
 * write the same records. Returns whether the goals are met.
 */
export async function benchRequests([count]: readonly string[]): Promise<boolean> {
  const records = readCount(count, { otherwise: 10_000, least: 1000 });
  // Nearly all of the time is spent waiting, so the objects need not wait for each other.
  const rows = await Promise.all(WRITTEN_OBJECTS.map((object) => rowOf(object, records)));
  console.table(Object.fromEntries(rows.map(({ object, ...figures }) => [object, figures])));
  writeResults("requests", { records, jobSeconds: JOB_SECONDS, rows });
  return rows.every((row) => row.new <= GOAL.ofNew && row.unchanged <= GOAL.ofUnchanged);
}

async function rowOf(object: WrittenObject, atMost: number): Promise<RequestsRow> {
  const records = Math.min(atMost, object.mostRecords ?? Infinity);
  const { ofNew, ofUnchanged } = await countByConnector(object, records, ACCOUNT);
  const hasClient = object.client !== undefined;
  return {
    object: object.name,
    new: perThousand(ofNew, records),
    unchanged: perThousand(ofUnchanged, records),
    "node-zendesk, in bulk": hasClient ? perThousand(await countInBulk(object, FEW, ACCOUNT), FEW) : undefined,
    "node-zendesk, one by one": hasClient ? perThousand(await countOneByOne(object, FEW), FEW) : undefined,
    "look up and create": perThousand(await countInLoop(object, FEW), FEW),
  };
}

function perThousand(requests: number, records: number): number {
  return Math.round((requests * 10_000) / records) / 10;
}
