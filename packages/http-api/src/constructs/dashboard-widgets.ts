/** A line of a graph: a metric with its dimensions, or an expression over metrics. */
export type Line =
  | readonly [namespace: string, name: string, dimensions: Readonly<Record<string, string>>, style?: Style]
  | { readonly expression: string; readonly label?: string };

/** How a metric's line is drawn. */
export interface Style {
  readonly label?: string;
  readonly stat?: string;
  readonly yAxis?: "left" | "right";
}

/** A graph. */
export interface Graph {
  readonly title: string;
  readonly stat: string;
  readonly lines: readonly Line[];
  /** What the left axis shows, e.g. "%". */
  readonly unit: string;
}

/** A row of a dashboard: a heading, and graphs side by side. */
export interface Row {
  readonly heading: string;
  readonly graphs: readonly Graph[];
}

/** A dashboard is 24 columns wide. */
const WIDTH = 24;
const GRAPH_HEIGHT = 6;
/** Most alarms in one widget [CloudWatch, dashboard body structure: 1 to 100 ARNs]. */
const ALARMS_PER_WIDGET = 100;

/** The body of a CloudWatch dashboard: the state of all alarms, then the rows from top to bottom. */
export function dashboardBody(region: string, alarmArns: readonly string[], rows: readonly Row[]) {
  const alarms = alarmWidgets(alarmArns);
  const alarmHeight = alarms.reduce((sum, { height }) => sum + height, 0);
  const rowsHeight = 1 + GRAPH_HEIGHT;
  return {
    widgets: [
      ...alarms,
      ...rows.flatMap(({ heading, graphs }, index) => {
        const y = alarmHeight + index * rowsHeight;
        return [
          { type: "text", x: 0, y, width: WIDTH, height: 1, properties: { markdown: `## ${heading}` } },
          ...graphs.map((graph, column) => {
            const width = Math.floor(WIDTH / graphs.length);
            return {
              type: "metric",
              x: column * width,
              y: y + 1,
              width,
              height: GRAPH_HEIGHT,
              properties: draw(graph, region),
            };
          }),
        ];
      }),
    ],
  };
}

/** As many widgets as the alarms need, one below the other. */
function alarmWidgets(arns: readonly string[]) {
  let y = 0;
  return Array.from({ length: Math.ceil(arns.length / ALARMS_PER_WIDGET) }, (_, index) => {
    const alarms = arns.slice(index * ALARMS_PER_WIDGET, (index + 1) * ALARMS_PER_WIDGET);
    const height = 1 + Math.ceil(alarms.length / 4);
    const widget = { type: "alarm", x: 0, y, width: WIDTH, height, properties: { title: "Alarms", alarms } };
    y += height;
    return widget;
  });
}

function draw({ title, stat, lines, unit }: Graph, region: string) {
  return {
    title,
    region,
    stat,
    period: 60,
    view: "timeSeries",
    yAxis: { left: { min: 0, label: unit, showUnits: false } },
    metrics: lines.map((line) => ("expression" in line ? [{ ...line }] : metric(line))),
  };
}

function metric([namespace, name, dimensions, style]: Exclude<Line, { readonly expression: string }>) {
  return [namespace, name, ...Object.entries(dimensions).flat(), ...(style ? [style] : [])];
}
