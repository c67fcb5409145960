import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { scannerNetwork } from "../../functions/scanner-network.ts";
import { signOfMachine } from "../../workflows/rules/scanners.ts";

const click = (userAgent?: string, ipAddress?: string) =>
  signOfMachine("click", { userAgent, network: scannerNetwork(ipAddress) });
const open = (userAgent?: string, ipAddress?: string) =>
  signOfMachine("open", { userAgent, network: scannerNetwork(ipAddress) });

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const LIBRARY = "it calls itself a program's library, not a browser";
const ROBOT = "it calls itself a robot";
const UNSEEN = "it calls itself a browser that no one looks at";
const PREVIEW = "it calls itself a preview of links";

describe("a program that says what it is", () => {
  test.each([
    ["Barracuda Sentinel (EE)", "it calls itself Barracuda"],
    ["Mozilla/5.0 (compatible; Proofpoint/2.0)", "it calls itself Proofpoint"],
    ["Mimecast-URL-Scan/1.0", "it calls itself Mimecast"],
    ["CiscoSecureEmail/15.0", "it calls itself Cisco's mail filter"],
    ["Mozilla/5.0 (compatible; IronPort)", "it calls itself Cisco's mail filter"],
    ["Sophos Email Security", "it calls itself Sophos"],
    ["FortiMail/7.4", "it calls itself Fortinet's mail filter"],
    ["TMES", "it calls itself Trend Micro's mail filter"],
    ["Symantec.cloud", "it calls itself Symantec's mail filter"],
    ["Microsoft Office SafeLinks Protection", "it calls itself Safe Links"],
    ["Google-Safety", "it calls itself Google's check for malware"],
    ["Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b", PREVIEW],
    ["facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", PREVIEW],
    ["WhatsApp/2.23.20.0", PREVIEW],
    ["Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots", PREVIEW],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0",
      "it calls itself a browser that there isn't",
    ],
    [CHROME.replace("Chrome", "HeadlessChrome"), UNSEEN],
    [
      "Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1",
      UNSEEN,
    ],
    ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", ROBOT],
    ["Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", ROBOT],
    ["Mozilla/5.0 (compatible; Yahoo! Slurp; crawler)", ROBOT],
    ["Baiduspider+(+http://www.baidu.com/search/spider.htm)", ROBOT],
    ["python-requests/2.32.3", LIBRARY],
    ["Python-urllib/2.7", LIBRARY],
    ["Python/3.9 aiohttp/3.8.1", LIBRARY],
    ["curl/8.1.2", LIBRARY],
    ["Wget/1.14 (linux-gnu)", LIBRARY],
    ["Go-http-client/2.0", LIBRARY],
    ["okhttp/4.9.0", LIBRARY],
    ["Apache-HttpClient/4.5.2 (Java/1.8.0_72)", LIBRARY],
    ["Java/17.0.2", LIBRARY],
    ["lua-resty-http/0.10 (Lua) ngx_lua/10000", LIBRARY],
    ["GuzzleHttp/6.5.5 curl/7.58.0 PHP/7.4.21", LIBRARY],
    ["axios/1.2.0", LIBRARY],
  ])("%s: %s", (agent, says) => {
    expect(click(agent)).toBe(says);
    expect(open(agent)).toBe(says);
  });
});

describe("a program that people use is no sign", () => {
  test.each([
    ["Chrome", CHROME],
    ["Edge", `${CHROME} Edg/142.0.0.0`],
    [
      "Safari on a telephone",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
    ],
    ["Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"],
    [
      "Apple Mail's own window",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
    ],
    [
      "a telephone of Cubot's",
      "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36",
    ],
    [
      "Outlook, which asks for what was clicked",
      "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.16327; Pro)",
    ],
    ["Office, which asks before it opens a browser", "Microsoft Office Existence Discovery"],
    ["an office behind Zscaler", `${CHROME} Zscaler/1.0`],
    ["an office behind Netskope", `${CHROME} Netskope`],
    [
      "the old way of Internet Explorer",
      "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
    ],
  ])("%s", (_, agent) => {
    expect(click(agent)).toBeUndefined();
    expect(open(agent)).toBeUndefined();
  });

  test.each([
    ["nothing", undefined, undefined],
    ["empty words", "", ""],
    ["spaces", "   ", " "],
    ["a dash", "-", "-"],
    ["an address that is none", CHROME, "unknown"],
    ["the documentation's own addresses", CHROME, "192.0.2.1"],
    ["a link-local address", CHROME, "fe80::1%eth0"],
  ])("%s", (_, agent, address) => {
    expect(click(agent, address)).toBeUndefined();
  });

  it("and whatever anybody sends, nobody trips over it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000 }), fc.string(), (agent, address) => {
        expect(["string", "undefined"]).toContain(typeof click(agent, address));
      }),
    );
  });
});

describe("who fetches a mail's pictures for its reader speaks for a machine at an open, and says nothing of a click", () => {
  test.each([
    ["Mozilla/5.0", "Apple Mail fetched it beforehand, to keep its reader private"],
    [
      "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
      "Gmail's image proxy fetched it",
    ],
    [
      "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
      "Yahoo's image proxy fetched it",
    ],
  ])("%s: %s", (agent, says) => {
    expect(open(agent)).toBe(says);
    expect(click(agent)).toBeUndefined();
  });
});

describe("a network where mails are filtered and nobody reads", () => {
  test.each([
    ["40.92.17.3", "it came from Microsoft's mail protection"],
    ["2a01:111:f403::7", "it came from Microsoft's mail protection"],
    ["::ffff:104.47.1.1", "it came from Microsoft's mail protection"],
    ["209.222.82.11", "it came from Barracuda's mail filter"],
    ["18.133.136.100", "it came from Barracuda's mail filter"],
  ])("%s: %s", (address, says) => {
    expect(click(CHROME, address)).toBe(says);
    expect(open(CHROME, address)).toBe(says);
  });

  it("speaks for what its program doesn't say", () => {
    expect(click("Barracuda Sentinel (EE)", "40.92.17.3")).toBe("it calls itself Barracuda");
  });

  test.each([
    ["Outlook's own, in which people read", "40.97.1.1"],
    ["Azure at large", "20.50.1.1"],
    ["Google's cloud", "34.64.0.1"],
  ])("%s is none of them", (_, address) => {
    expect(click(CHROME, address)).toBeUndefined();
  });
});
