import { expect, test } from "vitest";
import { appendPixel, rewriteLinks } from "../../../local/ses/links.ts";

const tracked = (html: string) => rewriteLinks(html, true, (n) => `http://track/${n}`);

test.each<[string, string, string]>([
  ["a plain link", '<a href="https://a.example/x">x</a>', '<a href="http://track/0">x</a>'],
  [
    "single quotes and other attributes",
    "<a class='b' href='https://a.example' target=_blank>x</a>",
    "<a class='b' href=\"http://track/0\" target=_blank>x</a>",
  ],
  ["no quotes", "<a href=https://a.example>x</a>", '<a href="http://track/0">x</a>'],
  [
    "two links are numbered in order",
    '<a href="http://a.example">a</a><A HREF="http://b.example">b</A>',
    '<a href="http://track/0">a</a><a HREF="http://track/1">b</a>',
  ],
  [
    "ses:no-track leaves the link alone and goes",
    '<a ses:no-track href="https://a.example/u">u</a>',
    '<a href="https://a.example/u">u</a>',
  ],
  [
    "ses:tags goes too",
    '<a ses:tags="kind:guide;part:2" href="https://a.example">x</a>',
    '<a href="http://track/0">x</a>',
  ],
  [
    "mailto stays",
    '<a href="mailto:nora@orchard.example">write</a>',
    '<a href="mailto:nora@orchard.example">write</a>',
  ],
  ["an anchor without href stays", '<a name="top">x</a>', '<a name="top">x</a>'],
])("%s", (_, html, expected) => {
  expect(tracked(html).html).toBe(expected);
});

test("links are told by what they say and where they lead, entities and markup undone", () => {
  const { links } = tracked(
    '<a href="https://a.example/?a=1&amp;b=2"><b>Read</b>\n the &quot;guide&quot;</a>',
  );
  expect(links).toEqual([
    { label: 'Read the "guide"', href: "https://a.example/?a=1&b=2", tags: {}, isTracked: true },
  ]);
});

test("a link's own tags come with its events", () => {
  expect(tracked('<a ses:tags="kind:guide;part:2" href="https://a.example">x</a>').links[0]?.tags).toEqual({
    kind: ["guide"],
    part: ["2"],
  });
});

test("where nobody watches clicks, nothing is rewritten but SES's own attributes still go", () => {
  const { html, links } = rewriteLinks(
    '<a ses:no-track href="https://a.example">x</a><a href="https://b.example">y</a>',
    false,
    () => "never",
  );
  expect(html).toBe('<a href="https://a.example">x</a><a href="https://b.example">y</a>');
  expect(links.map(({ isTracked }) => isTracked)).toEqual([false, false]);
});

test("the pixel stands at the end of the body", () => {
  expect(appendPixel("<body>x</body></html>", "http://p")).toMatch(
    /^<body>x<img alt="" src="http:\/\/p"[^>]*><\/body><\/html>$/,
  );
  expect(appendPixel("x", "http://p")).toMatch(/^x<img/);
});
