import type { Logger } from "airbyte-cdk-typescript";
import type { RejectStorageSetting } from "../config/reject-storage-setting.ts";
import { LocalRejectStore, checkLocalRejects } from "./local-reject-store.ts";
import type { RejectStore } from "./reject-store.ts";

/** Opens the store that the setting names. */
export type OpenRejectStore = (
  setting: RejectStorageSetting,
  syncId: string | undefined,
  startedAt: Date,
) => Promise<RejectStore | undefined>;

/** The store that the config names; undefined for none. Throws `ConfigError` for a folder that cannot be written to. */
export const openRejectStore: OpenRejectStore = async (setting, syncId, startedAt) => {
  switch (setting.storage_type) {
    case "None":
      return undefined;
    case "Local":
      // Found out now, not at the first rejected record.
      await checkLocalRejects(setting.path);
      return new LocalRejectStore(setting.path, syncId, startedAt);
    case "S3": {
      const { S3RejectStore } = await importS3();
      return new S3RejectStore(setting, syncId, startedAt);
    }
  }
};

/** Proves that rejected records could be kept, by keeping and removing a test file. Throws `ConnectorError`. */
export async function checkRejectStore(setting: RejectStorageSetting, logger: Logger): Promise<void> {
  switch (setting.storage_type) {
    case "None":
      return;
    case "Local":
      logger.warn(
        `Rejected records are kept in the folder ${setting.path}: in a container it must be a mounted volume, or they go with the container.`,
      );
      await checkLocalRejects(setting.path);
      return;
    case "S3": {
      const { checkS3Rejects } = await importS3();
      await checkS3Rejects(setting);
    }
  }
}

/** Only when it is needed: the AWS SDK takes a quarter of a second and 30 MB. */
const importS3 = () => import("./s3-reject-store.ts");
