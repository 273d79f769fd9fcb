import https from "node:https";
import { isExcepted } from "./no-proxy.ts";

/** The proxy that leads out of the network. */
export interface ProxySettings {
  /** `http://user:password@proxy.example.com:3128`. */
  readonly url: string;
  /** Hosts that are reached without it, as `NO_PROXY` lists them. */
  readonly except: string;
}

/** Servers on this machine are reached without a proxy. */
const LOOPBACK = "localhost,127.0.0.1-127.255.255.255,::1";

/** Returns the agent for an address: the proxy's, unless `NO_PROXY` exempts it. Both keep connections open. */
export function createHttpsAgents(proxy: ProxySettings | undefined): (url: URL) => https.Agent {
  // Agents with `proxyEnv` tunnel by themselves, and ignore the environment.
  const direct = new https.Agent({ keepAlive: true, proxyEnv: {} });
  if (!proxy) return () => direct;
  const proxyEnv = { HTTPS_PROXY: proxy.url, NO_PROXY: `${proxy.except},${LOOPBACK}` };
  const proxied = new https.Agent({ keepAlive: true, proxyEnv });
  return (url) => (isExcepted(url, proxy.except) ? direct : proxied);
}
