/** What somebody sees who leaves, or confirms. The button works without scripts and says what it does. */
import { html } from "hono/html";
import { page } from "./page.ts";

/** `preferences`: the link to them, where the mail's own still opens. */
export const askToLeave = (preferences?: string) =>
  page(
    200,
    "Unsubscribe?",
    html`<p>One press, and no further mail of ours reaches this address.</p>
<form method="post"><button>Yes, unsubscribe</button></form>
${preferences === undefined ? "" : html`<p>Rather fewer, or a pause? <a href="${preferences}">Choose what you get</a>.</p>`}
<p class="soft">If this mail was forwarded to you, the button unsubscribes the person it was first sent to.</p>`,
  );

export const left = (preferences?: string) =>
  page(
    200,
    "You are unsubscribed",
    html`<p>No further mail reaches this address. Calls and letters by post about it end too, unless you agreed to those separately. There is nothing else to do.</p>
${preferences === undefined ? "" : html`<p class="soft">Something else in mind? <a href="${preferences}">Choose what you get</a>.</p>`}`,
  );

export const askToConfirm = () =>
  page(
    200,
    "Confirm your address?",
    html`<p>Press the button, and we will send what you asked for.</p>
<form method="post"><button>Yes, it is my address</button></form>
<p class="soft">If you did not ask for anything, close this page: nothing will be sent.</p>`,
  );

export const confirmed = () =>
  page(200, "Thank you, your address is confirmed", html`<p>What you asked for is on its way.</p>`);

/** Erased, for want of a confirmation or because it asked for that. */
export const nobodyToConfirm = () =>
  page(
    410,
    "There is nothing to confirm any more",
    html`<p>We no longer have this address, and send it nothing. An address that nobody confirms is erased after a month.</p>
<p>If you still want what you asked for, please fill in the form again.</p>`,
  );

/** It left after it was asked: a link of before then brings nothing back. */
export const goneBefore = (isSilent: boolean, preferences?: string) =>
  page(
    409,
    isSilent ? "You asked not to be contacted" : "You have unsubscribed",
    html`<p>So nothing was confirmed, and nothing comes.</p>
<p>If you want something of us after all, ${wayBack(isSilent, preferences)}.</p>`,
  );

/** No form brings back whoever wants no contact. */
function wayBack(isSilent: boolean, preferences: string | undefined) {
  if (preferences !== undefined) return html`<a href="${preferences}">choose what you get</a>`;
  return isSilent ? "please answer one of our mails" : "please fill in the form again";
}

export const unreachable = () =>
  page(
    409,
    "We send nothing to this address",
    html`<p>Mail to it came back, or somebody complained of it. Please fill in the form again, with another address.</p>`,
  );
