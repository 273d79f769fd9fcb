/** Blocks of code in the documentation that a test runs, or the code of which it compares with what is run. */
export interface TestedBlock {
  readonly page: string;
  /** The heading above, from its start. */
  readonly heading: string;
  readonly language: "sh" | "ts" | "python" | "hcl" | "jsonl" | "dockerfile";
  /** How many such blocks there are, if there are several. A test must run a further one too. */
  readonly blocks?: number;
  readonly runBy: string;
}

const COMMAND_LINE = "integration_tests/examples/command-line.test.ts";
const DATA_ACTIVATION = "integration_tests/examples/data-activation.test.ts";
const PACKAGES = "integration_tests/examples/package-readmes.test.ts";
const PY_AIRBYTE = "integration_tests/airbyte/pyairbyte.test.ts";
const READMES = "integration_tests/examples/readmes.test.ts";
const REJECTED_RECORDS = "integration_tests/examples/rejected-records.test.ts";
const SMOKE_TEST = "integration_tests/airbyte/smoke-test.test.ts";
const ZENDESK = "integration_tests/examples/zendesk-page.test.ts";
const CDK_PACKAGE = "integration_tests/packages/cdk-package.test.ts";
const CDK = "packages/airbyte-cdk-typescript/src/contacts-example.test.ts";

/** Without blocks whose commands are all in `tested-commands.ts`. */
export const TESTED_BLOCKS: readonly TestedBlock[] = [
  { page: "README.md", heading: "From Python", language: "python", runBy: PY_AIRBYTE },
  { page: "README.md", heading: "With Docker", language: "sh", runBy: COMMAND_LINE },
  { page: "docs/command-line.md", heading: "Against the simulator", language: "sh", runBy: COMMAND_LINE },
  { page: "docs/command-line.md", heading: "As a Docker image", language: "sh", runBy: COMMAND_LINE },
  { page: "docs/data-activation.md", heading: "In the settings", language: "jsonl", runBy: DATA_ACTIVATION },
  { page: "docs/data-activation.md", heading: "Through the public API", language: "jsonl", runBy: DATA_ACTIVATION },
  { page: "docs/rejected-records.md", heading: "Send them again", language: "sh", blocks: 3, runBy: REJECTED_RECORDS },
  { page: "docs/rejected-records.md", heading: "Undo a sync", language: "sh", runBy: REJECTED_RECORDS },
  { page: "docs/rejected-records.md", heading: "What a dry run writes", language: "sh", runBy: REJECTED_RECORDS },
  { page: "docs/zendesk.md", heading: "Step 2", language: "sh", runBy: ZENDESK },
  { page: "docs/zendesk.md", heading: "Public API and Terraform", language: "sh", runBy: ZENDESK },
  { page: "docs/zendesk.md", heading: "Public API and Terraform", language: "hcl", runBy: ZENDESK },
  { page: "examples/custom-objects/README.md", heading: "Run it", language: "sh", runBy: READMES },
  { page: "examples/faker/README.md", heading: "Run it", language: "sh", runBy: READMES },
  { page: "examples/faker/README.md", heading: "How it was captured", language: "sh", runBy: PY_AIRBYTE },
  { page: "examples/organization-memberships/README.md", heading: "Run it", language: "sh", runBy: READMES },
  { page: "examples/organizations/README.md", heading: "Run it", language: "sh", runBy: READMES },
  { page: "examples/pyairbyte/README.md", heading: "Run it", language: "sh", runBy: SMOKE_TEST },
  { page: "examples/tickets/README.md", heading: "Run it", language: "sh", runBy: READMES },
  { page: "examples/users/README.md", heading: "Run it", language: "sh", runBy: READMES },
  { page: "packages/airbyte-cdk-typescript/README.md", heading: "A destination", language: "ts", runBy: CDK },
  { page: "packages/airbyte-cdk-typescript/README.md", heading: "A destination", language: "sh", runBy: PACKAGES },
  {
    page: "packages/airbyte-cdk-typescript/README.md",
    heading: "In a project of your own",
    language: "sh",
    runBy: CDK_PACKAGE,
  },
  {
    page: "packages/airbyte-cdk-typescript/README.md",
    heading: "In a project of your own",
    language: "dockerfile",
    runBy: CDK_PACKAGE,
  },
  { page: "packages/airbyte-cdk-typescript/README.md", heading: "Test it", language: "ts", blocks: 2, runBy: PACKAGES },
  { page: "packages/zendesk-simulator/README.md", heading: "From code", language: "ts", runBy: PACKAGES },
  { page: "packages/zendesk-simulator/README.md", heading: "Faults", language: "ts", runBy: PACKAGES },
];
