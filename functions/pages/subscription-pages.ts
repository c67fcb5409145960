/** What somebody sees who leaves, or confirms. The button works without scripts and says what it does. */
import { html } from "hono/html";
import { page } from "./page.ts";

export const askToLeave = () =>
  page(
    200,
    "Unsubscribe?",
    html`<p>One press, and no further mail of ours reaches this address.</p>
<form method="post"><button>Yes, unsubscribe</button></form>
<p class="soft">If this mail was forwarded to you, the button unsubscribes the person it was first sent to.</p>`,
  );

export const left = () =>
  page(
    200,
    "You are unsubscribed",
    html`<p>No further mail will be sent to this address. There is nothing else to do.</p>`,
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
