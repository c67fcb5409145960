/** Which route of the HTTP API a request takes, by API Gateway's order of precedence. */
import type { PlannedRoute } from "../template/routes.ts";

export interface RouteMatch {
  readonly route: PlannedRoute;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly route: PlannedRoute;
  readonly method: string;
  readonly segments: readonly string[];
  readonly rank: readonly number[];
}

export type RouteTable = (method: string, path: string) => RouteMatch | undefined;

export function routeTable(routes: readonly PlannedRoute[]): RouteTable {
  const compiled = routes.map(compile).sort((a, b) => compareRanks(a.rank, b.rank));
  return (method, path) => {
    for (const candidate of compiled) {
      if (candidate.method !== "ANY" && candidate.method !== method) continue;
      const pathParameters = matchPath(candidate.segments, path);
      if (pathParameters !== undefined) return { route: candidate.route, pathParameters };
    }
    return undefined;
  };
}

/** A full match goes before a greedy `{proxy+}`, that before `$default`; a fixed segment before a variable, a method before ANY. */
function compile(route: PlannedRoute): CompiledRoute {
  const [method = "ANY", path = ""] =
    route.routeKey === "$default" ? ["ANY", "/{default+}"] : route.routeKey.split(" ");
  const segments = path.split("/").slice(1);
  const kinds = segments.map((segment) => (segment.endsWith("+}") ? 2 : segment.startsWith("{") ? 1 : 0));
  const isLast = route.routeKey === "$default" ? 1 : 0;
  return {
    route,
    method,
    segments,
    rank: [isLast, kinds.includes(2) ? 1 : 0, ...kinds, method === "ANY" ? 1 : 0],
  };
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let n = 0; n < length; n++) {
    const difference = (a[n] ?? 0) - (b[n] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function matchPath(segments: readonly string[], path: string): Record<string, string> | undefined {
  const given = path.split("/").slice(1);
  const isGreedy = segments.at(-1)?.endsWith("+}") ?? false;
  if (isGreedy ? given.length < segments.length : given.length !== segments.length) return undefined;
  const values = segments.map((segment, n) =>
    segment.endsWith("+}") ? given.slice(n).join("/") : (given[n] ?? ""),
  );
  const fits = segments.every((segment, n) =>
    isVariable(segment) ? values[n] !== "" : values[n] === segment,
  );
  if (!fits) return undefined;
  const named = segments.map((segment, n) => [segment.replace(/[{}+]/g, ""), decode(values[n] ?? "")]);
  return Object.fromEntries(named.filter((_, n) => isVariable(segments[n] ?? "")));
}

const isVariable = (segment: string) => segment.startsWith("{");

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
