/** CORS as an HTTP API does it from its configuration: functions neither see preflights nor set these headers. */
import type { Cors } from "../template/routes.ts";

export type Headers = Readonly<Record<string, string>>;

/** The headers of an ordinary answer to this origin; none when it isn't allowed. */
export function corsHeaders(cors: Cors | undefined, origin: string | undefined): Headers {
  if (cors === undefined || origin === undefined) return {};
  const isAny = cors.AllowOrigins.includes("*");
  if (!isAny && !cors.AllowOrigins.includes(origin)) return {};
  return {
    "access-control-allow-origin": isAny && !cors.AllowCredentials ? "*" : origin,
    ...(cors.AllowCredentials ? { "access-control-allow-credentials": "true" } : {}),
    ...(cors.ExposeHeaders.length === 0
      ? {}
      : { "access-control-expose-headers": cors.ExposeHeaders.join(",") }),
    vary: "Origin",
  };
}

/** The answer to an OPTIONS request, which is 204 whether or not it is allowed; undefined without a CORS configuration. */
export function preflight(cors: Cors | undefined, origin: string | undefined): Headers | undefined {
  if (cors === undefined) return undefined;
  const allowed = corsHeaders(cors, origin);
  if (allowed["access-control-allow-origin"] === undefined) return {};
  return {
    ...allowed,
    ...(cors.AllowMethods.length === 0
      ? {}
      : { "access-control-allow-methods": cors.AllowMethods.join(",") }),
    ...(cors.AllowHeaders.length === 0
      ? {}
      : { "access-control-allow-headers": cors.AllowHeaders.join(",") }),
    ...(cors.MaxAge === undefined ? {} : { "access-control-max-age": String(cors.MaxAge) }),
  };
}
