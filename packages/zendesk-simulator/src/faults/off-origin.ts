import { isList, isObject, type Json, parseExactly } from "../json.ts";
import { originOf, type SimulatorAnswer, type SimulatorRequest } from "../wire.ts";

/** Properties whose addresses clients follow. They point to the other host even where there is no next page. */
const FOLLOWED: ReadonlySet<string> = new Set(["next_page", "next", "prev", "previous_page"]);

/** The answer with each address of the account pointing to another host. */
export function withAddressesElsewhere(
  answer: SimulatorAnswer,
  request: SimulatorRequest,
  elsewhere: string,
): SimulatorAnswer {
  const origin = originOf(request);
  const address = `${elsewhere}${request.path}`;
  const moved = (value: Json | undefined, key: string): Json | undefined => {
    if (FOLLOWED.has(key)) return address;
    if (typeof value === "string") return value.startsWith(`${origin}/`) ? value.replace(origin, elsewhere) : value;
    if (isList(value)) return value.map((item) => moved(item, "") ?? null);
    if (!isObject(value)) return value;
    const members = Object.entries(value).map(([name, member]) => [name, moved(member, name)] as const);
    return Object.fromEntries(key === "meta" ? [...members, ["next", address], ["url", address]] : members);
  };
  return { ...answer, body: JSON.stringify(moved(parseExactly(answer.body), "")) };
}
