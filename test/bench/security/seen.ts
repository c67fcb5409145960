/** What a reader has before them, by an HTML parser that isn't ours: the shape of a document, its links, and its words. */
import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const LEADS_SOMEWHERE = new Set([
  "href",
  "src",
  "action",
  "formaction",
  "srcset",
  "background",
  "poster",
  "cite",
]);
const BLOCKS = new Set([
  "p",
  "div",
  "li",
  "td",
  "tr",
  "br",
  "h1",
  "h2",
  "h3",
  "dt",
  "dd",
  "title",
  "ul",
  "ol",
]);

/** Every element with the names of its attributes, and where it leads; comments too, and documents within. */
export function shapeOf(document: string): string {
  const shape: string[] = [];
  walk(document, {
    enter(element) {
      const attributes = element.attrs.map(({ name, value }) =>
        LEADS_SOMEWHERE.has(name) ? `${name}=${value}` : name === "srcdoc" ? `(${shapeOf(value)})` : name,
      );
      shape.push(`<${element.tagName} ${attributes.join(" ")}>`);
    },
    leave: () => void shape.push("/"),
    other: (node) => void shape.push(node.nodeName === "#text" ? "" : node.nodeName),
  });
  return shape.filter((each) => each !== "").join("");
}

export function linksOf(document: string): readonly string[] {
  const links: string[] = [];
  walk(document, {
    enter: ({ attrs }) =>
      void links.push(...attrs.filter(({ name }) => LEADS_SOMEWHERE.has(name)).map(({ value }) => value)),
  });
  return links;
}

/** Without what a page's head and style say. */
export function wordsOf(document: string): string {
  const words: string[] = [];
  walk(document, {
    enter: ({ tagName }) => void (BLOCKS.has(tagName) && words.push("\n")),
    other: (node) => {
      if (!("value" in node) || typeof node.value !== "string") return;
      const parent = "parentNode" in node ? node.parentNode : null;
      if (parent?.nodeName !== "style") words.push(node.value);
    },
  });
  return words.join("");
}

interface Visitor {
  readonly enter?: (element: Element) => void;
  readonly leave?: () => void;
  readonly other?: (node: Node) => void;
}

function walk(document: string, visitor: Visitor): void {
  const visit = (node: Node): void => {
    if ("tagName" in node) visitor.enter?.(node);
    else visitor.other?.(node);
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
    if ("content" in node) visit(node.content);
    if ("tagName" in node) visitor.leave?.();
  };
  visit(parse(document));
}
