import { type ConfiguredAirbyteStream, ConfigError } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "../../config/config.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { withoutCircles } from "../../objects/writing-order.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import { type StreamPlan, planFor } from "./stream-plan.ts";

/**
 * The plans with objects as the account has them: streams of objects that differ between accounts are planned again.
 * Throws `ConfigError` for a stream that this account cannot write.
 */
export async function planInAccount(
  plans: readonly StreamPlan[],
  streams: readonly ConfiguredAirbyteStream[],
  config: Pick<ZendeskConfig, "streams" | "deleted_records">,
  api: ZendeskApi,
): Promise<readonly StreamPlan[]> {
  const objects = await readObjects(plans, api);
  const settled = plans.map((plan, index) => {
    const object = objects.get(plan.object);
    const configured = streams[index];
    if (object === undefined || configured === undefined) return plan;
    return object === plan.object ? plan : planFor(configured, config.streams, object);
  });
  await refuseDeletions(settled, config, api);
  return settled;
}

/** Two names that differ in case may be one object. */
async function readObjects(
  plans: readonly StreamPlan[],
  api: ZendeskApi,
): Promise<ReadonlyMap<ObjectType, ObjectType>> {
  const planned = [...new Set(plans.map(({ object }) => object))];
  const read = await Promise.all(planned.map(async (object) => (await object.inAccount?.(api)) ?? object));
  const byName = new Map(read.map((object) => [object.name, object]));
  const ordered = new Map(withoutCircles([...byName.values()]).map((object) => [object.name, object]));
  return new Map(
    planned.map((object, index) => {
      const own = read[index] ?? object;
      return [object, object.inAccount ? (ordered.get(own.name) ?? own) : object];
    }),
  );
}

async function refuseDeletions(
  plans: readonly StreamPlan[],
  { deleted_records }: Pick<ZendeskConfig, "deleted_records">,
  api: ZendeskApi,
): Promise<void> {
  for (const { mode, object, stream } of plans) {
    if (mode !== "delete" && deleted_records !== "soft_delete") continue;
    const why = await object.whyUndeletable?.(api);
    if (why === undefined) continue;
    throw new ConfigError(
      `The stream "${stream.name}" ${mode === "delete" ? "deletes" : "may delete (setting deleted_records)"} ` +
        `${object.name}. ${why}`,
    );
  }
}
