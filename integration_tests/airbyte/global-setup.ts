import type { TestProject } from "vitest/node";
import { type PythonEnvironment, createPythonEnvironment } from "../../testing/python/python-environment.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the commands of PyAirbyte, of Airbyte's Python CDK and of pytest. */
    readonly airbyteBin: string;
    /** That of Airbyte's Faker source, which needs other versions of what PyAirbyte needs too. */
    readonly fakerBin: string;
  }
}

const TESTS = "the tests with Airbyte's own clients";
// PyAirbyte brings the CDK.
const CLIENTS = ["airbyte==0.71.3", "airbyte-cdk==7.39.1", "pytest==9.2.0"];
const FAKER = ["airbyte-source-faker==7.2.1"];

const ENVIRONMENTS: PythonEnvironment[] = [];

/** Installed once for all tests. */
export async function setup({ provide }: TestProject): Promise<void> {
  const [clients, faker] = await Promise.all(
    [CLIENTS, FAKER].map((packages) => createPythonEnvironment(packages, TESTS)),
  );
  if (clients === undefined || faker === undefined) throw new Error("there are two environments");
  ENVIRONMENTS.push(clients, faker);
  provide("airbyteBin", clients.bin);
  provide("fakerBin", faker.bin);
}

export async function teardown(): Promise<void> {
  await Promise.all(ENVIRONMENTS.map((environment) => environment.remove()));
}
