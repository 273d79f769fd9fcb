import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { json } from "node:stream/consumers";
import { listenLocally } from "./local-port.ts";

interface ApiRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Takes what is posted to Airbyte's public API, and answers with an empty object. */
export async function startFakeAirbyte() {
  const requests: ApiRequest[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Object(await json(request));
    requests.push({ path: request.url ?? "", authorization: request.headers.authorization, body });
    response.setHeader("content-type", "application/json").end("{}");
  };
  const server = createServer((request, response) => void answer(request, response));
  return {
    baseUrl: `http://127.0.0.1:${await listenLocally(server)}`,
    requests: (): readonly ApiRequest[] => requests,
  };
}
