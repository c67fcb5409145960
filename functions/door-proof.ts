/** What stands as proof of a consent that is said on a form: from where, on which page, beside which words. */
import { createHash } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { RunningCampaign } from "../workflows/rules/campaign.ts";
import type { FormPost } from "../workflows/rules/post.ts";
import { text } from "./form-post.ts";
import { headerOf } from "./http/request.ts";

const LONGEST = { page: 300, wording: 1_000 };

type Said = NonNullable<FormPost["proof"]>;
type Fields = Readonly<Record<string, unknown>>;

/** `ip`: the visitor's. `campaign`: the one that the form enters, which states the words for pages that send none. */
export function proofOf(
  ip: string,
  event: APIGatewayProxyEventV2,
  fields: Fields,
  campaign: RunningCampaign | undefined,
): Said {
  const page = pageSaid(event, fields);
  const wording = wordingOf(fields, campaign);
  return {
    ip,
    ...(page === undefined ? {} : { page }),
    ...(wording === undefined ? {} : { wording }),
  };
}

/** The form's own words, whole in the hash; else the campaign's, which is no proof that they stood there. */
function wordingOf(fields: Fields, campaign: RunningCampaign | undefined): Said["wording"] {
  // Cleaned alike: a file's text ends in a line break, a form's doesn't.
  const stated = text(campaign?.consent.wording, Number.POSITIVE_INFINITY);
  const sent = text(fields["consent_wording"], Number.POSITIVE_INFINITY);
  const words = sent ?? stated;
  if (words === undefined) return undefined;
  return {
    text: words.slice(0, LONGEST.wording).toWellFormed(),
    sha256: sha256(words),
    stated: words === stated,
    from: sent === undefined ? "campaign" : "form",
  };
}

/** The page that the form stands on, as it says itself or as the browser does. */
export function pageSaid(event: APIGatewayProxyEventV2, fields: Fields): string | undefined {
  return pageOf(text(fields["page"], 2_000)) ?? pageOf(headerOf(event, "referer"));
}

/** Without what may name somebody: no query, no fragment, no password. */
function pageOf(typed: string | undefined): string | undefined {
  const url = URL.parse(typed ?? "");
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  return `${url.origin}${url.pathname}`.slice(0, LONGEST.page);
}

function sha256(words: string): string {
  return createHash("sha256").update(words).digest("hex");
}
