import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** What the demo reads from the connector's messages. */
export interface ConnectorMessage {
  readonly type: string;
  readonly state?: {
    readonly stream: { readonly stream_descriptor: { readonly name: string } };
    readonly destinationStats: StateCounts;
  };
  readonly log?: { readonly level: string; readonly message: string };
  readonly trace?: { readonly error?: { readonly message: string } };
}

interface StateCounts {
  readonly recordCount: number;
  readonly rejectedRecordCount: number;
  readonly additionalStats: Readonly<Record<string, number>>;
}

export interface ConnectorRun {
  readonly config: string;
  readonly catalog: string;
  readonly messages: string;
  readonly zendeskBaseUrl: string;
  readonly onMessage: (message: ConnectorMessage) => void;
}

/** Runs the built connector as Airbyte does, in a separate process. Resolves with its exit code. */
export async function runConnector({
  config,
  catalog,
  messages,
  zendeskBaseUrl,
  onMessage,
}: ConnectorRun): Promise<number> {
  const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
  const connector = spawn(process.execPath, [main, "write", "--config", config, "--catalog", catalog], {
    env: { ...process.env, ZENDESK_BASE_URL: zendeskBaseUrl },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(connector, "close");
  // A connector that ends early breaks the pipe. Its exit code and its TRACE say why.
  connector.stdin.on("error", () => {});
  createReadStream(messages).pipe(connector.stdin);
  for await (const line of createInterface(connector.stdout)) onMessage(JSON.parse(line) as ConnectorMessage);
  const [code] = await ended;
  return typeof code === "number" ? code : 1;
}
