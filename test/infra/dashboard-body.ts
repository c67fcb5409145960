/** The dashboard as CloudWatch would read it: its JSON, each resource by its logical id. */
import { theOnly } from "./deployed.ts";
import type { SeenMetric } from "./watched.ts";

export interface Widget {
  readonly type: "metric" | "text" | "alarm";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly MetricLine[];
    readonly legend?: { readonly position: "right" };
  };
}

/** Namespace, name, then dimensions and values in turn, then how it is shown; or an expression alone. */
type MetricLine = readonly (string | Shown)[];

interface Shown {
  readonly id?: string;
  readonly label?: string;
  readonly expression?: string;
  readonly visible?: boolean;
  readonly stat?: string;
  /** In seconds. */
  readonly period?: number;
}

type Part = string | { readonly Ref?: string; readonly "Fn::GetAtt"?: readonly [string, string] };

export function dashboardWidgets(): readonly Widget[] {
  const { DashboardBody } = theOnly("AWS::CloudWatch::Dashboard");
  const [, parts] = (DashboardBody as { "Fn::Join": [string, readonly Part[]] })["Fn::Join"];
  return JSON.parse(parts.map(plain).join("")).widgets;
}

const plain = (part: Part) => (typeof part === "string" ? part : (part.Ref ?? part["Fn::GetAtt"]?.[0] ?? ""));

export const linesOf = ({ properties }: Widget) => properties.metrics ?? [];

export const shownOf = (line: MetricLine): Shown => line.find((each) => typeof each !== "string") ?? {};

/** Undefined for an expression. */
export function metricOf(line: MetricLine): SeenMetric | undefined {
  const [namespace, name, ...rest] = line.filter((each) => typeof each === "string");
  if (namespace === undefined || name === undefined) return undefined;
  const dimensions: Record<string, string> = {};
  for (let index = 0; index + 1 < rest.length; index += 2)
    dimensions[rest[index] ?? ""] = rest[index + 1] ?? "";
  return { namespace, name, dimensions };
}
