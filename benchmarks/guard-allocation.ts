import { spawn } from "node:child_process";
import { createReadStream, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { catalog } from "../testing/input/airbyte-messages.ts";
import { configFor } from "../testing/connector/connector-config.ts";
import { temporaryFolder } from "../testing/connector/temporary-folder.ts";
import type { Figures } from "./guard-figures.ts";
import { COLUMNS, writeInput } from "./pipeline/eight-columns.ts";
import { type InstantAccount, startInstantAccount } from "./pipeline/instant-account.ts";

const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const FEW = 1000;
const MANY = 6000;
/** The compilers remove some allocations, and when they are done depends on the machine. */
const WITHOUT_COMPILERS = ["--no-opt", "--no-maglev", "--no-sparkplug"];
/** A collection as V8 prints it: megabytes in use before and after. */
const COLLECTION = /(?:Scavenge|Mark-Compact).*? (\d+\.\d) \(\d+\.\d\) -> (\d+\.\d) \(/g;

/** What a record allocates on its way: the difference between a sync of few and one of many. */
export async function measureAllocation(): Promise<Figures> {
  const account = await startInstantAccount();
  try {
    const few = await allocatedBy(FEW, account);
    const many = await allocatedBy(MANY, account);
    return { "bytes allocated per record": Math.round((many - few) / (MANY - FEW)) };
  } finally {
    await account.stop();
  }
}

/** In bytes, over the whole process. */
async function allocatedBy(records: number, { baseUrl, credentials }: InstantAccount): Promise<number> {
  const folder = temporaryFolder();
  const files = { config: `${folder}/config.json`, catalog: `${folder}/catalog.json` };
  writeFileSync(files.config, JSON.stringify(configFor(credentials, { rate_limit_percent: 100 })));
  writeFileSync(files.catalog, JSON.stringify(catalog({ name: "users", columns: COLUMNS })));
  const args = [
    ...WITHOUT_COMPILERS,
    "--trace-gc",
    MAIN,
    "write",
    "--config",
    files.config,
    "--catalog",
    files.catalog,
  ];
  const connector = spawn(process.execPath, args, {
    env: { ZENDESK_BASE_URL: baseUrl },
    stdio: ["pipe", "pipe", "inherit"],
  });
  createReadStream(await writeInput(`${folder}/input.jsonl`, records)).pipe(connector.stdin);
  const printed = await text(connector.stdout);
  if (!printed.includes('"type":"STATE"')) throw new Error("the sync returned no state");
  let inUse = 0;
  let megabytes = 0;
  for (const [, before, after] of printed.matchAll(COLLECTION)) {
    megabytes += Number(before) - inUse;
    inUse = Number(after);
  }
  return megabytes * 1024 * 1024;
}
