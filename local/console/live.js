// Keeps an open page true: when the laptop says that something changed, the page is fetched again and those of its
// parts that differ are replaced. What is being typed, what is unfolded and where the keyboard stands stay as they
// are. Without this script, reloading does the same.

const delivered = new Map(live(document).map((part) => [part.id, part.innerHTML]));
let seen = document.body.dataset.seen;
let line;

function live(page) {
  return [...page.querySelectorAll("[data-live][id]")];
}

async function lookAgain() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (answer.status === 404) location.reload();
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  seen = page.body.dataset.seen;
  for (const part of live(document)) {
    const fresh = page.getElementById(part.id);
    if (!fresh || fresh.innerHTML === delivered.get(part.id)) continue;
    delivered.set(part.id, fresh.innerHTML);
    replace(part, fresh);
  }
}

function replace(part, fresh) {
  const typed = fields(part).filter(isTyped);
  const unfolded = new Map(folds(part).map((each) => [titleOf(each), each.open]));
  const focused = part.contains(document.activeElement) ? document.activeElement : undefined;
  part.className = fresh.className;
  part.toggleAttribute("data-live", fresh.hasAttribute("data-live"));
  part.replaceChildren(...fresh.childNodes);
  for (const each of folds(part)) each.open = unfolded.get(titleOf(each)) ?? each.open;
  for (const was of typed) keep(was, twin(part, was));
  if (focused) twin(part, focused)?.focus({ preventScroll: true });
}

function fields(part) {
  return [...part.querySelectorAll("input:not([type=hidden]), textarea, select")];
}

function folds(part) {
  return [...part.querySelectorAll("details")];
}

function titleOf(fold) {
  return fold.querySelector("summary")?.textContent;
}

function isTyped(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((each) => each.selected !== each.defaultSelected);
  return field.value !== field.defaultValue;
}

function keep(was, now) {
  if (!now) return;
  now.value = was.value;
  now.checked = was.checked;
}

/** The same thing among the new ones: by its id, or by what it says and does. */
function twin(part, was) {
  if (was.id) return document.getElementById(was.id);
  return [...part.querySelectorAll(was.tagName)].find((each) => each.outerHTML === was.outerHTML);
}

/** A browser keeps six lines to one server: a page nobody sees gives its own back. */
function listenWhileSeen() {
  line?.close();
  line = undefined;
  if (document.hidden) return;
  line = new EventSource("/events");
  line.addEventListener("listening", look);
  line.addEventListener("change", look);
  line.addEventListener("minute", () => look({}));
  line.addEventListener("error", tryAgainLater);
}

/** A line that broke is taken up again by the browser itself; one that was refused, by a laptop that starts, is not. */
function tryAgainLater() {
  if (line?.readyState === EventSource.CLOSED) setTimeout(listenWhileSeen, 1_000);
}

/** What was said while the page was on its way here has been missed, so each line begins with how far things are. */
function look({ data }) {
  if (data !== seen) lookAgain().catch(() => {});
}

document.addEventListener("visibilitychange", listenWhileSeen);
addEventListener("pagehide", () => line?.close());
addEventListener("pageshow", (event) => event.persisted && listenWhileSeen());
listenWhileSeen();
