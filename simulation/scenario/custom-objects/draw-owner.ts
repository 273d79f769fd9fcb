import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { bystanders } from "../draw-account.ts";
import type { DrawnValues } from "../draw-values.ts";
import { pick } from "../pick.ts";
import { rawNumber } from "../raw-number.ts";
import { VALUE_MARK } from "../value-mark.ts";
import { deviceField } from "./draw-device-values.ts";

const OWNERS = bystanders();

/** A user who is always there, in each of the ways in which a lookup field may name one. */
export function drawOwner(random: SeededRandom): DrawnValues {
  const { external_id, id } = pick(OWNERS, random);
  const sent = pick(
    [external_id, `external_id:${String(external_id)}`, String(id), rawNumber(`${String(id)}.0`)],
    random,
  );
  return { sent: { [deviceField("owner")]: sent }, held: { [deviceField("owner")]: id } };
}

/** A user that the account does not have. */
export const UNKNOWN_OWNER = { [deviceField("owner")]: `external_id:${VALUE_MARK}-of-nobody` };
