import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Credentials } from "zendesk-simulator";

/** An account whose bulk jobs take no time, in a process of its own. */
export interface InstantAccount {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** What its process has used so far. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

const SERVER = fileURLToPath(new URL("instant-server.ts", import.meta.url));

export async function startInstantAccount(): Promise<InstantAccount> {
  const child = spawn(process.execPath, [SERVER], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const [line] = await once(createInterface(child.stdout), "line");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- instant-server.ts prints exactly this
  const { baseUrl, credentials } = JSON.parse(String(line)) as Pick<InstantAccount, "baseUrl" | "credentials">;
  return {
    baseUrl,
    credentials,
    cpuMs: async () => Number(await (await fetch(`${baseUrl}/cpu`)).text()),
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
