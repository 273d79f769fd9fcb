import { expect, test } from "vitest";
import { isExcepted } from "./no-proxy.ts";

const ZENDESK = "https://acme.zendesk.com/api/v2/users/me.json";

test.each<[noProxy: string, url: string, excepted: boolean]>([
  ["", ZENDESK, false],
  ["*", ZENDESK, true],
  ["acme.zendesk.com", ZENDESK, true],
  ["zendesk.com", ZENDESK, true],
  [".zendesk.com", ZENDESK, true],
  ["*.zendesk.com", ZENDESK, true],
  ["ZENDESK.com", ZENDESK, true],
  ["com", ZENDESK, true],
  ["zendesk.com:443", ZENDESK, true],
  ["zendesk.com:8443", ZENDESK, false],
  ["zendesk.com:8443", "https://acme.zendesk.com:8443/", true],
  ["zendesk.com:80", "http://zendesk.com/", true],
  ["desk.com", ZENDESK, false],
  ["other.zendesk.com", ZENDESK, false],
  ["acme.zendesk.com.evil.test", ZENDESK, false],
  ["localhost, zendesk.com", ZENDESK, true],
  ["localhost  zendesk.com", ZENDESK, true],
  [",,", ZENDESK, false],
  ["10.0.0.0/8", "https://10.1.2.3:9000/bucket", true],
  ["10.0.0.0/8", "https://11.1.2.3:9000/bucket", false],
  ["10.0.0.0/99", "https://10.1.2.3/", false],
  ["10.0.0.0/8", ZENDESK, false],
  ["10.1.2.3:9000", "https://10.1.2.3:9000/", true],
  ["2.3", "https://10.1.2.3/", false],
  ["::1", "https://[::1]:8080/", true],
  ["[::1]:8080", "https://[::1]:8080/", true],
  ["[::1]:8081", "https://[::1]:8080/", false],
  ["fd00::/8", "https://[fd12::1]/", true],
])("NO_PROXY=%j exempts %s: %s", (noProxy, url, excepted) => {
  expect(isExcepted(new URL(url), noProxy)).toBe(excepted);
});
