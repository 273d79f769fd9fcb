import type { Json } from "../json.ts";
import type { SimulatorAnswer } from "../wire.ts";

type Headers = Readonly<Record<string, string>>;

export function jsonAnswer(status: number, body: Json, headers: Headers = {}): SimulatorAnswer {
  const type = { "content-type": "application/json; charset=utf-8" };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(body) };
}

export function textAnswer(status: number, body: string, headers: Headers = {}): SimulatorAnswer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body };
}

export function htmlAnswer(status: number, title: string): SimulatorAnswer {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

export function isJsonAnswer({ headers, body }: SimulatorAnswer): boolean {
  return headers["content-type"]?.startsWith("application/json") === true && body.startsWith("{");
}
