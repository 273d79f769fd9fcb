import type { TestProject } from "vitest/node";
import { type AccessKey, type MotoServer, startMotoServer } from "./moto-server.ts";

const PERMISSIONS = ["s3:PutObject", "s3:ListBucket", "s3:DeleteObject"] as const;

export type Permission = (typeof PERMISSIONS)[number];

declare module "vitest" {
  interface ProvidedContext {
    readonly s3Endpoint: string;
    /** May do everything. */
    readonly s3Owner: AccessKey;
    /** May do everything except this. */
    readonly s3Without: Readonly<Record<Permission, AccessKey>>;
  }
}

let server: MotoServer | undefined;

/** One server for all tests, which create their own buckets. */
export async function setup({ provide }: TestProject): Promise<void> {
  server = await startMotoServer();
  const everything = { Effect: "Allow", Action: "s3:*", Resource: "*" };
  provide("s3Endpoint", server.endpoint);
  provide("s3Owner", await server.createUser("owner", [everything]));
  const limited: [Permission, AccessKey][] = [];
  for (const permission of PERMISSIONS) {
    const denied = { Effect: "Deny", Action: permission, Resource: "*" };
    limited.push([permission, await server.createUser(permission.replace(":", "-"), [everything, denied])]);
  }
  provide("s3Without", Object.fromEntries(limited) as Record<Permission, AccessKey>);
  await server.enforcePermissions();
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
