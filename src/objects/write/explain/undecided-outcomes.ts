import { withArticle } from "../../../text/with-article.ts";
import type { ObjectType } from "../../object-type.ts";
import type { Outcome } from "../../outcome.ts";

type Noun = Pick<ObjectType, "noun">;

/** Two keys may find one thing, which only the look-up shows. The later row is looked up again after the earlier. */
export function behindAnother({ noun }: Noun): Outcome {
  return {
    kind: "undecided",
    cause: "lost_race",
    why: `another record of the same ${noun.one} was being written`,
    rejection: {
      reason: "zendesk_error",
      message: `Other records of the same ${noun.one} were being written for too long. Send the record again.`,
    },
  };
}

/** The sync ends before the next deletion. */
export const NOT_ADMITTED: Outcome = {
  kind: "undecided",
  cause: "not_sent",
  why: "the sync has reached max_deletions",
};

/** The follow-up of a written row may not be done. */
export function followUpUnknown({ noun }: Noun): Outcome {
  return {
    kind: "undecided",
    cause: "unreported",
    why: `${withArticle(noun.one)} was written, but Zendesk did not say whether the rest of its record was`,
  };
}
