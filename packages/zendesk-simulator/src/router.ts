import type { Route } from "./call.ts";

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request. A literal segment wins over a variable one, and an id has only digits, or is a ULID. */
export class Router {
  readonly #routes: readonly { route: Route; segments: readonly string[] }[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes
      .toSorted((a, b) => variablesIn(a) - variablesIn(b))
      .map((route) => ({ route, segments: route.path.split("/") }));
  }

  /** `path` has no query. Every path of Zendesk's API also exists with `.json`. */
  match(method: string, path: string): Match | undefined {
    const parts = path
      .replace(/^\//, "")
      .replace(/\.json$/, "")
      .split("/");
    for (const { route, segments } of this.#routes) {
      if (route.method !== method || segments.length !== parts.length) continue;
      const params: Record<string, string> = {};
      const fits = segments.every((segment, index) => {
        const part = parts[index] ?? "";
        if (!segment.startsWith(":")) return segment === part;
        params[segment.slice(1)] = decoded(part);
        // "users/count" is not the user "count", but another endpoint.
        return patternOf(segment).test(part);
      });
      if (fits) return { route, params };
    }
    return undefined;
  }
}

const PATTERNS = { ulid: /^[\dA-HJKMNP-TV-Z]{26}$/, id: /^\d+$/ };

function patternOf(variable: string): RegExp {
  if (variable.endsWith("ulid")) return PATTERNS.ulid;
  return variable.endsWith("id") ? PATTERNS.id : /./;
}

/** Percent signs that encode nothing are taken literally. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function variablesIn({ path }: Route): number {
  return path.split("/:").length - 1;
}
