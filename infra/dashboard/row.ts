/** Rows of the dashboard: 24 columns wide, whatever stands in them. */
import {
  Color,
  GraphWidget,
  type GraphWidgetProps,
  type IWidget,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";

const COLUMNS = 24;

/** A sentence over what follows, with what can't be read off the graphs. */
export const heading = (height: number, markdown: string): readonly IWidget[] => [
  new TextWidget({ markdown, width: COLUMNS, height }),
];

export type Graph = Omit<GraphWidgetProps, "width" | "height">;

/** Graphs side by side, each as wide as the others. */
export const graphs = (...of: readonly Graph[]): readonly IWidget[] =>
  of.map((graph) => new GraphWidget({ ...graph, width: COLUMNS / of.length, height: 6 }));

/** A line at which something rings, or breaks. */
export const limit = (value: number, label: string) => ({ value, label, color: Color.RED });
