import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { pick } from "./pick.ts";

export type Settings = Readonly<Record<string, unknown>>;

/** Draws the settings of a connection, except those of its streams. */
export function drawSettings(random: SeededRandom): Settings {
  const deleted = random.whole(10);
  return {
    max_concurrent_jobs: pick([1, 2, 5, 5, 10, 25], random),
    rate_limit_percent: pick([20, 60, 60, 60, 100], random),
    max_records_per_second: pick([10, 100, 100, 1000, 100_000], random),
    ...(random.happens(0.08) && { skip_unchanged: true }),
    ...(random.happens(0.1) && { tags_mode: pick(["add", "replace", "remove"], random) }),
    ...(deleted < 2 && { deleted_records: deleted === 0 ? "soft_delete" : "ignore" }),
    ...(random.happens(0.3) && { email_change: pick(["add_secondary", "make_primary", "ignore"], random) }),
    ...(random.happens(0.2) && { organization_mode: pick(["add", "replace"], random) }),
    ...(random.happens(0.3) && { when_bulk_import_disabled: "fail" }),
    ...(random.happens(0.03) && { dry_run: true }),
    ...(random.happens(0.2) && { null_handling: "clear" }),
    ...(random.happens(0.2) && { on_invalid_value: "drop_value" }),
    // Even then, agents are never deleted.
    ...(random.happens(0.3) && { team_members: "update" }),
    ...(random.happens(0.2) && { allow_roles: true }),
    ...(random.happens(0.2) && { tickets_create: "live" }),
    ...(random.happens(0.2) && { archive_immediately: true }),
  };
}
