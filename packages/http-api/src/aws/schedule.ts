/** Values that a field of a cron expression accepts; the first name stands for `from`. */
interface Field {
  readonly noun: string;
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
  /** Forms other than lists, ranges and steps. */
  readonly special?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** [Application Auto Scaling User Guide, "Schedule recurring scaling actions using cron expressions"] */
const FIELDS: readonly Field[] = [
  { noun: "minutes", from: 0, to: 59 },
  { noun: "hours", from: 0, to: 23 },
  { noun: "day of month", from: 1, to: 31, special: /^(?:\?|LW?|(?:[1-9]|[12]\d|3[01])W)$/ },
  { noun: "month", from: 1, to: 12, names: MONTHS },
  {
    noun: "day of week",
    from: 1,
    to: 7,
    names: DAYS,
    special: /^(?:\?|L|(?:[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(?:L|#[1-5]))$/i,
  },
  { noun: "year", from: 1970, to: 2199 },
];

/**
 * What is wrong with a schedule of Application Auto Scaling, as the end of a sentence; `undefined` for nothing. Dates in
 * `at(…)` must exist; they may be in the past.
 */
export function scheduleFault(schedule: string): string | undefined {
  const [, kind, body = ""] = /^(at|rate|cron)\((.*)\)$/s.exec(schedule) ?? [];
  switch (kind) {
    case "at":
      return atFault(body);
    case "rate":
      return rateFault(body);
    case "cron":
      return cronFault(body);
    default:
      return 'give "cron(<minutes> <hours> <day of month> <month> <day of week> <year>)", "rate(<number> <unit>)" or "at(<yyyy-mm-ddThh:mm:ss>)"';
  }
}

function atFault(body: string): string | undefined {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(body) ? new Date(`${body}Z`) : undefined;
  // A date that overflows its month becomes another one.
  const isReal = time !== undefined && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(body);
  return isReal ? undefined : 'give a date and time that exist, like "at(2027-03-31T22:00:00)"';
}

function rateFault(body: string): string | undefined {
  const [, digits = "", unit = "", plural = ""] = /^(\d+) (minute|hour|day)(s?)$/.exec(body) ?? [];
  const value = Number(digits);
  if (digits === "" || value === 0 || digits.startsWith("0")) {
    return 'give a whole number of at least 1 and a unit, like "rate(1 hour)" or "rate(5 minutes)"';
  }
  const right = value === 1 ? unit : `${unit}s`;
  return right === `${unit}${plural}` ? undefined : `give "rate(${digits} ${right})"`;
}

function cronFault(body: string): string | undefined {
  const parts = body.split(" ");
  if (parts.length !== FIELDS.length || parts.includes("")) {
    return 'a cron schedule has six fields with one space between them: minutes, hours, day of month, month, day of week, year, like "cron(0 20 ? * MON-FRI *)"';
  }
  for (const [index, field] of FIELDS.entries()) {
    const part = parts[index] ?? "";
    if (!isField(part, field)) {
      const names = field.names ? ` or ${field.names[0] ?? ""} to ${field.names.at(-1) ?? ""}` : "";
      return `${JSON.stringify(part)} is not a valid ${field.noun}; give ${String(field.from)} to ${String(field.to)}${names}, a list, a range, a step or *`;
    }
  }
  const isOne = (parts[2] === "?") !== (parts[4] === "?");
  return isOne ? undefined : "one of day of month and day of week must be ?, and the other must not";
}

function isField(part: string, field: Field): boolean {
  if (part === "*" || field.special?.test(part) === true) return true;
  return part.split(",").every((item) => {
    const [range = "", step, ...rest] = item.split("/");
    if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
    if (step !== undefined && range === "*") return true;
    const [first, last, ...more] = range.split("-").map((text) => valueOf(text, field));
    if (first === undefined || more.length > 0) return false;
    return range.includes("-") ? last !== undefined && first <= last : true;
  });
}

function valueOf(text: string, { from, to, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named !== -1) return from + named;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  return value >= from && value <= to ? value : undefined;
}
