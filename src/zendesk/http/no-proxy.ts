import { BlockList, isIP } from "node:net";

/**
 * Whether `NO_PROXY` exempts an address, as in curl: `zendesk.com` and `.zendesk.com` both cover the name and all its
 * subdomains, a port narrows an entry, `10.0.0.0/8` is a range, and a star covers everything. Node ignores subdomains.
 */
export function isExcepted({ hostname, port, protocol }: URL, noProxy: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  const usedPort = port || (protocol === "http:" ? "80" : "443");
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => covers(entry, host, usedPort));
}

/** An entry's name or address (in brackets if it is an IPv6 address with a port) and its port. */
const ENTRY = /^(?:\[(?<bracketed>[^\]]+)\]|(?<name>[^:]+))(?::(?<port>\d+))?$/;

function covers(entry: string, host: string, usedPort: string): boolean {
  if (entry === "*") return true;
  const { bracketed, name = bracketed ?? entry, port } = ENTRY.exec(entry)?.groups ?? {};
  if (port !== undefined && port !== usedPort) return false;
  if (name.includes("/")) return isInRange(name, host);
  const suffix = name.replace(/^\*?\./, "");
  return host === suffix || (isIP(host) === 0 && host.endsWith(`.${suffix}`));
}

function isInRange(range: string, host: string): boolean {
  const [network = "", bits = ""] = range.split("/");
  const family = isIP(network);
  const prefix = Number(bits);
  const isRange = family !== 0 && /^\d{1,3}$/.test(bits) && prefix <= (family === 4 ? 32 : 128);
  if (!isRange || isIP(host) !== family) return false;
  const addresses = new BlockList();
  const type = family === 4 ? "ipv4" : "ipv6";
  addresses.addSubnet(network, prefix, type);
  return addresses.check(host, type);
}
