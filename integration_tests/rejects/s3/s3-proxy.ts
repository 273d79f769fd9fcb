import { type IncomingMessage, type RequestListener, createServer, request as forward } from "node:http";
import { inject } from "vitest";
import { listenLocally } from "../../../testing/servers/local-port.ts";

/** Answers in place of the server, or delays the request; undefined lets it through. */
export type Intervention = (request: IncomingMessage) => Promise<number | undefined> | number | undefined;

/** Stands between the connector and the server for one test. Returns its address. */
export async function s3Proxy(intervene: Intervention): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const status = await intervene(request);
      if (status === undefined) passOn(request, response);
      else request.resume().once("end", () => response.writeHead(status).end());
    })();
  });
  return `http://127.0.0.1:${await listenLocally(server)}`;
}

/** Headers stay as they are, because they are signed, including the host's name. */
const passOn: RequestListener = (request, response) => {
  const { method, headers, url } = request;
  const onward = forward(new URL(url ?? "/", inject("s3Endpoint")), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  request.pipe(onward);
};
