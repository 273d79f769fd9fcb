import { ConfigError, type Logger } from "airbyte-cdk-typescript";
import type { RejectStorageSetting } from "../config/reject-storage-setting.ts";
import { fileErrorCode } from "./file-error-code.ts";
import { LocalRejectStore, checkLocalRejects } from "./local-reject-store.ts";
import type { RejectStore } from "./reject-store.ts";

/** The store that the config names; undefined for none. */
export function openRejectStore(
  setting: RejectStorageSetting,
  syncId: string | undefined,
  startedAt: Date,
): RejectStore | undefined {
  switch (setting.storage_type) {
    case "None":
      return undefined;
    case "Local":
      return new LocalRejectStore(setting.path, syncId, startedAt);
  }
}

/** Proves that rejected records could be kept, by keeping and removing a test file. Throws `ConfigError`. */
export async function checkRejectStore(setting: RejectStorageSetting, logger: Logger): Promise<void> {
  if (setting.storage_type === "None") return;
  logger.warn(
    `Rejected records are kept in the folder ${setting.path}: in a container it must be a mounted volume, or they go with the container.`,
  );
  try {
    await checkLocalRejects(setting.path);
  } catch (error) {
    const code = fileErrorCode(error) ?? "unknown error";
    throw new ConfigError(
      `Rejected records cannot be written to "object_storage_config.path" (${setting.path}): ${code}. ` +
        "Enter a folder that the connector's user may write to; in a container, mount a volume there.",
      { cause: error },
    );
  }
}
