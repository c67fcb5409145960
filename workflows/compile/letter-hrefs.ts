/** Where a letter's links may lead, and what they may be called. */
import type { Token } from "marked";
import { words } from "../rules/words.ts";
import { hrefOf, within, wordsIn } from "./letter-tokens.ts";
import { type Complaint, names, only, type Placeholder } from "./placeholders.ts";

type Said = Omit<Complaint, "offset">;

export function problemWithHref(href: string, placeholders: readonly Placeholder[]): Said | undefined {
  if (only(href, placeholders)?.name.startsWith("links.")) return undefined;
  if (names(href)) {
    return {
      wrong: "what a lead typed can't stand in a link's address",
      right: "Write the whole address, or {{ links.unsubscribe }}.",
    };
  }
  if (/^mailto:[^\s@]+@[^\s@]+$/.test(href)) return undefined;
  if (/^https:\/\/[^\s/]+\.[^\s]+$/.test(href) && URL.canParse(href)) return undefined;
  return {
    wrong: `"${href}" is no address that a mail can link to`,
    right: "Write the whole address, beginning with https://.",
  };
}

/** A screen reader lists a letter's links by their words alone, and a reader who skims sees little else. */
export function problemWithLinkWords(token: Token): Said | undefined {
  if (within(token).some(({ type }) => type === "picture" || type === "image"))
    return {
      wrong: "a picture can't be the link, since many readers see none",
      right: "Put the picture above, and the link below it in words.",
    };
  const said = wordsIn(token).trim();
  const right = "Name what is there, such as [The door tally sheet](https://…).";
  if (said === "") return { wrong: `the link to ${hrefOf(token)} has no words`, right };
  return SAY_NOTHING.has(words(said).join(" "))
    ? { wrong: `"${said}" doesn't say where the link leads`, right }
    : undefined;
}

const SAY_NOTHING: ReadonlySet<string> = new Set([
  ..."click,click here,click me,click this link,here,this,this link,link,this page,this article,go".split(
    ",",
  ),
  ..."more,read more,read on,learn more,find out more,more information,more info,see more".split(","),
  ..."see here,read here,hier,hier klicken,klicken sie hier,mehr,mehr erfahren,weiterlesen".split(","),
  ..."ici,cliquez ici,en savoir plus,aqui,haga clic aqui,pincha aqui,leer mas,clicca qui,qui".split(","),
]);
