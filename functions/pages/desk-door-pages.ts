/** What whoever comes with a link to their leads sees that doesn't open them any more. */
import { html } from "hono/html";
import { page } from "./page.ts";

/** Too old, but ours: the person can have a new one, which goes to them alone. */
export const oldLink = (name: string) =>
  page(
    410,
    "This link has grown too old",
    html`<p>It was made for ${name}. A new one can be sent where notifications for ${name} go.</p>
<form class="first" method="post"><button name="link" value="new">Send me a new link</button></form>`,
  );

export const linkOnItsWay = (name: string) =>
  page(
    200,
    "A new link is on its way",
    html`<p>It goes where notifications for ${name} go. It can take a minute.</p>`,
  );

export const nobodyHears = () =>
  page(
    503,
    "No link could be sent",
    html`<p>Nobody is subscribed to hear of leads. Whoever runs Ripen confirms the subscription; then try again.</p>`,
  );

export const nobodyOfTheDesk = () =>
  page(
    410,
    "This page is nobody’s any more",
    html`<p>Whoever it was for is not on the sales desk now. Their leads go to somebody else.</p>`,
  );

export const managerOnly = () =>
  page(403, "This page is the manager’s", html`<p><a href="?">Back to your leads</a></p>`);
