import type { Credentials } from "./account/credentials.ts";
import { LOCAL_HOST, serve } from "./http-server.ts";
import type { SimulatorOptions } from "./options.ts";
import { ZendeskSimulator } from "./zendesk-simulator.ts";

export interface StartOptions extends Partial<SimulatorOptions> {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default the real clock. Must not go backwards. */
  readonly now?: () => number;
  /** How long the port stays closed after a connection was refused. Default 1000. */
  readonly refusedMs?: number;
}

export interface StartedSimulator {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly simulator: ZendeskSimulator;
  close(): Promise<void>;
}

/** A simulator in this process, over real HTTP. */
export async function startSimulator(options: StartOptions = {}): Promise<StartedSimulator> {
  const { port = 0, host = LOCAL_HOST, now = Date.now, refusedMs = 1000, ...simulated } = options;
  const simulator = new ZendeskSimulator(simulated);
  const server = await serve((request) => simulator.handle(request, now()), { port, host, refusedMs });
  return {
    baseUrl: server.baseUrl,
    credentials: simulator.account.credentials.credentials,
    simulator,
    close: () => server.close(),
  };
}
