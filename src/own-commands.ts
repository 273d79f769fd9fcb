import type { OwnCommand } from "airbyte-cdk-typescript";

/** The commands that this connector has besides Airbyte's. */
export const OWN_COMMANDS: readonly OwnCommand[] = [
  { name: "replay", options: {}, description: "print the records of reject files as messages for write" },
  {
    name: "undo",
    options: { config: "FILE", into: "FOLDER" },
    description: "print records that undo the changes in change logs, and write a config and a catalog for them",
  },
];
