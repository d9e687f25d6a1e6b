import type { Review } from "../review";

/** How loud a review is: red where danger wants approval, yellow where something is broader, dangerous or not judged. */
export function alarmOf({ verdict, danger, notJudged, events }: Review): "danger" | "look" | "calm" {
  if (verdict.never || danger.some(({ approval }) => approval)) return "danger";
  const isOpen = notJudged.some(({ question }) => question !== "cost");
  return danger.length > 0 || verdict.broadens || isOpen || events.length > 0 ? "look" : "calm";
}
