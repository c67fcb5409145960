/**
 * What speaks for a machine in the program and the network that an open or a click came from, in words. None of it proves
 * anything: programs say of themselves what they like, and most scanners call themselves a browser. So it is "probable"
 * only, and bots.ts asks for more. Neither the program's name nor the address is kept: the words are.
 *
 * Left out on purpose, since people sit behind them: Zscaler, Netskope and other proxies of offices, the browsers that
 * Proofpoint and Mimecast run for their readers, Microsoft's and Google's clouds as a whole, and Office's own
 * "Microsoft Office" and "Existence Discovery", which ask for a page that somebody has just clicked.
 */

/** Where it came from: the program, which may be anything, and the known network, in the words of `NETWORKS`. */
export interface Origin {
  readonly userAgent?: string | undefined;
  readonly network?: string | undefined;
}

interface Sign {
  readonly says: string;
  readonly agent: RegExp;
}

/** What speaks for a machine, in words that follow "since": "it calls itself Barracuda". Undefined where nothing does. */
export function signOfMachine(of: "open" | "click", { userAgent = "", network }: Origin): string | undefined {
  const agent = userAgent.trim().slice(0, LONGEST_AGENT);
  const signs = of === "open" ? [...SCANNERS, ...IMAGE_PROXIES] : SCANNERS;
  return signs.find((sign) => sign.agent.test(agent))?.says ?? network;
}

/** Browsers stay below 300 characters. */
const LONGEST_AGENT = 1000;

const SCANNERS: readonly Sign[] = [
  // "Barracuda Sentinel (EE)": named by Braze's bot filtering (docs of 2026) and by github.com/JayBizzle/Crawler-Detect
  // (issue 552, January 2025).
  { says: "it calls itself Barracuda", agent: /\bbarracuda/i },
  // Those of these makers that name themselves do so by these words: "Bot clicks from security scanners", a field guide
  // at live-direct-marketing.online (read November 2026).
  { says: "it calls itself Proofpoint", agent: /\bproofpoint/i },
  { says: "it calls itself Mimecast", agent: /\bmimecast/i },
  { says: "it calls itself Cisco's mail filter", agent: /\bciscosecureemail|\bironport/i },
  { says: "it calls itself Sophos", agent: /\bsophos/i },
  { says: "it calls itself Fortinet's mail filter", agent: /\bforti(mail|guard|sandbox)/i },
  { says: "it calls itself Trend Micro's mail filter", agent: /\btmes\b|\btrend ?micro/i },
  // The name of the product, and the former and present names of its makers.
  { says: "it calls itself Symantec's mail filter", agent: /\bsymantec|\bmessagelabs/i },
  { says: "it calls itself Safe Links", agent: /\bsafe ?links/i },
  // developers.google.com/crawling, "special-case crawlers" (read November 2026): looks for malware behind links.
  { says: "it calls itself Google's check for malware", agent: /\bgoogle-safety\b/i },
  // Outlook's and Bing's previews, those of messengers: Crawler-Detect, tests/data/categories (2026).
  {
    says: "it calls itself a preview of links",
    agent:
      /\bbingpreview|\bfacebookexternal|\bwhatsapp\/|\bskypeuripreview|\burl preview\b|\bgooglemessages\//i,
  },
  // No browser says "Mozilla/5.0" twice. Told of as a scanner's by senders since 2022: github.com/jdavidbakr/mail-tracker,
  // issue 255 (January 2025).
  { says: "it calls itself a browser that there isn't", agent: /\bedge\/12\.246 mozilla\/5\.0$/i },
  // Crawler-Detect, tests/data/categories/headless.txt (2026).
  {
    says: "it calls itself a browser that no one looks at",
    agent: /\bheadless(chrome|edg|firefox)?\b|\bphantomjs|\bpuppeteer|\bplaywright/i,
  },
  // Cubot makes telephones, and IDbot too: Crawler-Detect, raw/Exclusions.txt (2026).
  {
    says: "it calls itself a robot",
    agent: /(?<!\b(?:cu|id))(?<=[a-z])bot\b|\bcrawler|\bspider\b|\bscanner\b/i,
  },
  // Crawler-Detect, tests/data/categories/http-library.txt (2026); "How can I identify bot user agents in my email click
  // data?" at suped.com (May 2026), which wants more evidence of okhttp, as we do of them all.
  {
    says: "it calls itself a program's library, not a browser",
    agent:
      /\bpython-(requests|urllib|httpx)|\baiohttp\/|\bcurl\b|\bwget\b|\bgo-http-client|\bokhttp\/|\bapache-http(async)?client|\bjava\/\d|\blibwww-perl|\blua-resty-http|\bguzzlehttp|\bnode-fetch|\baxios\/|\bscrapy/i,
  },
];

/** They fetch a mail's pictures for its reader, some of them before there is one; the links they leave alone. */
const IMAGE_PROXIES: readonly Sign[] = [
  // "… Firefox/11.0 (via ggpht.com GoogleImageProxy)": suped.com on MPP and GoogleImageProxy (September 2025).
  { says: "Gmail's image proxy fetched it", agent: /\bgoogleimageproxy|\bggpht\.com/i },
  // help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html, named in the agent itself (April 2026).
  { says: "Yahoo's image proxy fetched it", agent: /\byahoomailproxy/i },
  // Apple Mail's privacy protection says this much and no more: bird.com (August 2021), wordtothewise.com (September 2021).
  { says: "Apple Mail fetched it beforehand, to keep its reader private", agent: /^mozilla\/5\.0$/i },
];

/** Networks that filter mail and in which nobody reads any. Few, since a network says little; ranges change, too. */
export const NETWORKS: readonly { readonly says: string; readonly ranges: readonly string[] }[] = [
  {
    // Exchange Online Protection, endpoint sets 9 and 10 of Microsoft 365 (endpoints.office.com), as listed by
    // github.com/warmbly/warmbly, tracking/scanner-networks.txt (September 2026). Outlook's own networks are others.
    says: "it came from Microsoft's mail protection",
    ranges: [
      "40.92.0.0/15",
      "40.107.0.0/16",
      "52.100.0.0/14",
      "52.238.78.88/32",
      "104.47.0.0/17",
      "2a01:111:f400::/48",
      "2a01:111:f403::/48",
    ],
  },
  {
    // Barracuda Email Gateway Defense, a block for each region: the same list (September 2026).
    says: "it came from Barracuda's mail filter",
    ranges: [
      "209.222.82.0/24",
      "3.24.133.128/25",
      "13.200.136.128/25",
      "15.222.16.128/25",
      "18.133.136.96/27",
      "18.133.136.128/26",
      "18.184.203.224/27",
      "18.185.115.192/26",
      "35.157.190.224/27",
      "35.176.92.96/27",
    ],
  },
];
