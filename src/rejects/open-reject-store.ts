import type { Logger } from "airbyte-cdk-typescript";
import type { RejectStorageSetting } from "../config/reject-storage-setting.ts";
import type { ProxySettings } from "../zendesk/http/proxy-agents.ts";
import { checkLocalRejects } from "./check-local-rejects.ts";
import { probeFolder } from "./folder-probe.ts";
import { LocalRejectStore } from "./local-reject-store.ts";
import type { KeptSync, RejectStore } from "./reject-store.ts";
import { unwritable } from "./unwritable.ts";

/** The parts of the config that say where rejected records go, and how to get there. */
export interface RejectPlace {
  readonly object_storage_config: RejectStorageSetting;
  readonly proxy: ProxySettings | undefined;
}

/** Opens the store that the config names. */
export type OpenRejectStore = (place: RejectPlace, sync: KeptSync) => Promise<RejectStore | undefined>;

/** Undefined for none. Throws `ConnectorError` if the place cannot be written to: now, not at the first record. */
export const openRejectStore: OpenRejectStore = async ({ object_storage_config: setting, proxy }, sync) => {
  switch (setting.storage_type) {
    case "None":
      return undefined;
    case "Local":
      await probeFolder(setting.path).catch((error: unknown) => {
        throw unwritable(setting.path, error);
      });
      return new LocalRejectStore(setting.path, sync);
    case "S3": {
      const { openS3Rejects } = await importS3();
      return openS3Rejects({ setting, proxy }, sync);
    }
  }
};

/** Proves that rejected records can be stored, by writing and deleting a test file. Throws `ConnectorError`. */
export async function checkRejectStore(
  { object_storage_config: setting, proxy }: RejectPlace,
  logger: Logger,
): Promise<void> {
  switch (setting.storage_type) {
    case "None":
      return;
    case "Local":
      logger.warn(
        `Rejected records are stored in the folder ${setting.path}. In a container, mount a volume there. Otherwise, they are lost with the container.`,
      );
      await checkLocalRejects(setting.path);
      return;
    case "S3": {
      const { checkS3Rejects } = await importS3();
      await checkS3Rejects({ setting, proxy });
    }
  }
}

/** Loaded only when needed: the AWS SDK takes a quarter of a second and 30 MB. */
const importS3 = () => import("./s3-reject-store.ts");
