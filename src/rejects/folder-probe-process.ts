// A separate process, which `check-local-rejects.ts` starts with a folder. Prints `PROBED`, or the error's code.
import { fileErrorCode } from "./file-error-code.ts";
import { PROBED, probeFolderTidily } from "./folder-probe.ts";

void probeFolderTidily(process.argv[2] ?? "").then(
  () => process.stdout.write(PROBED),
  (error: unknown) => process.stdout.write(fileErrorCode(error) ?? "unknown error"),
);
