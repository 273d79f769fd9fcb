import type { TestProject } from "vitest/node";
import { type PythonEnvironment, createPythonEnvironment } from "../../testing/python/python-environment.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the commands of PyAirbyte, of Airbyte's Python CDK and of pytest. */
    readonly airbyteBin: string;
    /** That of Airbyte's Faker source, which needs other versions of what PyAirbyte needs too. */
    readonly fakerBin: string;
    /** That of Airbyte's checks of connectors. */
    readonly qaBin: string;
  }
}

const TESTS = "the tests with Airbyte's own clients";
// PyAirbyte brings the CDK.
const CLIENTS = ["airbyte==0.71.3", "airbyte-cdk==7.39.1", "pytest==9.2.0"];
const FAKER = ["airbyte-source-faker==7.2.1"];
const QA = ["airbyte-internal-ops==0.132.0"];

const ENVIRONMENTS: PythonEnvironment[] = [];

/** Installed once for all tests. */
export async function setup({ provide }: TestProject): Promise<void> {
  const [clients, faker, qa] = await Promise.all([
    createPythonEnvironment(CLIENTS, TESTS),
    createPythonEnvironment(FAKER, TESTS),
    // pip would try versions of its dependencies for half an hour.
    createPythonEnvironment(QA, TESTS, "uv"),
  ]);
  ENVIRONMENTS.push(clients, faker, qa);
  provide("airbyteBin", clients.bin);
  provide("fakerBin", faker.bin);
  provide("qaBin", qa.bin);
}

export async function teardown(): Promise<void> {
  await Promise.all(ENVIRONMENTS.map((environment) => environment.remove()));
}
