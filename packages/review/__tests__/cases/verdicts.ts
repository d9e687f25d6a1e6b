import { EXPECTED } from "./expected";
import { reviewCase } from "./judge";
import { exitCodeOf } from "../../src/review";

/** Prints the exit code and the first line of the review of each case, as a Markdown table. */
function printVerdicts(): void {
  const rows = Object.keys(EXPECTED).map((name) => {
    const review = reviewCase(name);
    return `| ${name} | ${exitCodeOf(review)} | ${review.verdict.line} |`;
  });
  console.log(["| plan | exit code | verdict |", "| --- | --- | --- |", ...rows].join("\n"));
}

printVerdicts();
