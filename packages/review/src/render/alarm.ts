import type { Review } from "../review";

/** How loud a review is: red where danger needs approval, yellow where something is broader, dangerous or not judged. */
export function alarmOf({ verdict, danger, notJudged, events }: Review): "danger" | "look" | "calm" {
  if (verdict.never || danger.some(({ approval, accepted }) => approval && accepted === undefined)) return "danger";
  return danger.length + notJudged.length + events.length > 0 || verdict.broadens ? "look" : "calm";
}
