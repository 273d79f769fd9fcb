import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { createPythonEnvironment } from "../../../testing/python/python-environment.ts";

/** The parts of the server that act as S3 and IAM. Since 5.1 it supports If-None-Match on PutObject. */
const PACKAGES = ["moto[s3]>=5.1,<6", "flask", "flask-cors"];

export interface AccessKey {
  readonly access_key_id: string;
  readonly secret_access_key: string;
}

/** An S3 on this machine that checks signatures and permissions. */
export interface MotoServer {
  readonly endpoint: string;
  /** A user with one inline policy. Must be created before `enforcePermissions`. */
  createUser(name: string, statements: readonly unknown[]): Promise<AccessKey>;
  enforcePermissions(): Promise<void>;
  stop(): Promise<void>;
}

export async function startMotoServer(): Promise<MotoServer> {
  const python = await createPythonEnvironment(PACKAGES, "the tests of S3");
  const child = spawn(path.join(python.bin, "moto_server"), ["-H", "127.0.0.1", "-p", "0"], {
    env: { ...process.env, PYTHONUNBUFFERED: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = once(child, "exit");
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await exited;
    await python.remove();
  };
  const endpoint = await addressIn(child.stderr);
  if (endpoint === undefined) {
    await stop();
    throw new Error("moto_server ended before it was ready.");
  }
  return {
    endpoint,
    stop,
    createUser: (name, statements) => createUser(endpoint, name, statements),
    enforcePermissions: async () => {
      // How many requests are still let through unchecked.
      await post(`${endpoint}/moto-api/reset-auth`, "0");
    },
  };
}

/**
 * The server prints its port in its log; undefined if the log ends without it. The log is read to its end, so that it
 * does not fill up.
 */
function addressIn(log: NodeJS.ReadableStream): Promise<string | undefined> {
  return new Promise((resolve) => {
    const lines = createInterface(log);
    lines.on("line", (line) => {
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    lines.on("close", () => resolve(undefined));
  });
}

async function createUser(endpoint: string, name: string, statements: readonly unknown[]): Promise<AccessKey> {
  const document = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  await iam(endpoint, { Action: "CreateUser", UserName: name });
  await iam(endpoint, { Action: "PutUserPolicy", UserName: name, PolicyName: "s3", PolicyDocument: document });
  const answer = await iam(endpoint, { Action: "CreateAccessKey", UserName: name });
  const value = (tag: string): string => new RegExp(`<${tag}>(.+?)</${tag}>`).exec(answer)?.[1] ?? "";
  return { access_key_id: value("AccessKeyId"), secret_access_key: value("SecretAccessKey") };
}

/** The signature, which is not checked yet, names the service that a request is for. */
function iam(endpoint: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const authorization =
    "AWS4-HMAC-SHA256 Credential=none/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none";
  return post(`${endpoint}/`, new URLSearchParams({ ...parameters, Version: "2010-05-08" }), { authorization });
}

async function post(
  url: string,
  body: string | URLSearchParams,
  headers: Record<string, string> = {},
): Promise<string> {
  const answer = await fetch(url, { method: "POST", body, headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`moto answered ${answer.status} to ${url}:\n${text}`);
  return text;
}
