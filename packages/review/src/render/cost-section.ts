import type { Cost } from "../analysis/cost";
import { numeral, quantity } from "../analysis/cost/quantity";
import { oneLine } from "../plan/printable";
import type { Review } from "../review";
import { grouped, type PlaceOf } from "./grouped-costs";
import { placesIn, type Row, type Section } from "./section";

function usd(amount: number): string {
  return amount.toFixed(2);
}

/** A difference with its sign: `+16.43`, `−3.00`. */
export function signedUsd(amount: number): string {
  return `${amount < 0 ? "−" : "+"}${Math.abs(amount).toFixed(2)}`;
}

/** The cost of what changes, and of what could be built in its place; nothing where the cost stays. */
export function costSections(review: Review): readonly Section[] {
  const { cost } = review;
  return cost.lines.length === 0 && !cost.unpricedChanges ? [] : [lines(cost, placesIn(review)), alternatives(cost)];
}

function lines(cost: Cost, placeOf: PlaceOf): Section {
  const rows = grouped(cost.lines, placeOf).map((line): Row => ({
    cells: [line.name, line.how, usd(line.before), usd(line.after), signedUsd(line.after - line.before)],
    tone: line.after > line.before ? "added" : "removed",
  }));
  const total: Row = {
    cells: [
      cost.unpriced.length === 0 ? "All resources" : "All resources that are priced",
      "",
      usd(cost.before),
      usd(cost.after),
      signedUsd(cost.after - cost.before),
    ],
    tone: "plain",
    isTotal: true,
  };
  return {
    id: "cost",
    title: "Cost, US dollars per month",
    lead: assumed(cost),
    columns: ["Resource", "Estimated from", "Before", "After", "Difference"],
    rows: [...rows, total],
  };
}

function assumed(cost: Cost): string {
  const { requests, egressGB, capacityUnits, logGB, storageGB } = cost.assumptions;
  const region = cost.regionFactor === 1 ? cost.region : `${cost.region} (prices of us-east-1 × ${cost.regionFactor})`;
  const missing = cost.unpriced.length === 0 ? "" : ` Not priced: ${cost.unpriced.map(oneLine).join(", ")}.`;
  return (
    `Estimate for ${region}, on demand, without free tier or data transfer out. ` +
    `Assumed per month (traffic in the config, or --assume): ${quantity(requests, "request")}, ${numeral(egressGB)} GB egress, ${quantity(capacityUnits, "capacity unit")}, ` +
    `${numeral(logGB)} GB per log group, ${numeral(storageGB)} GB per repository or bucket.${missing}`
  );
}

function alternatives(cost: Cost): Section {
  return {
    id: "alternatives",
    title: "What it would cost otherwise",
    columns: ["Alternative", "Difference per month"],
    rows: cost.alternatives.map((entry) => ({ cells: [entry.name, signedUsd(entry.usdDifference)], tone: "plain" })),
  };
}
