/** A world in which outside calls go wrong as somebody planned: the function dies, the call fails, or others act meanwhile. */
import type { World } from "../../functions/world/world.ts";
import { dieHere } from "./invoking.ts";

export type OutsideCall =
  | "leads.read"
  | "leads.write"
  | "leads.overdue"
  | "erasing.bury"
  | "erasing.clear"
  | "erasing.seal"
  | "sentMails.clear"
  | "sentMails.markErased"
  | "sentMails.markLeft"
  | "rota.read"
  | "rota.accountOwner"
  | "standings.read"
  | "standings.count"
  | "mail.send"
  | "sales.confirmedSubscribers"
  | "sales.publish"
  | "tasks.confirmedSubscribers"
  | "tasks.publish"
  | "workflows.start"
  | "workflows.wake"
  | "door.count"
  | "door.standIn"
  | "secrets.identity"
  | "secrets.links";

/**
 * What befalls one call. `before`: nothing happened yet; `after`: it happened, but whoever asked does not learn of it.
 * `die` ends the whole function with an error that its caller sees by name; `fail` is an error the function may catch;
 * `meanwhile` lets somebody else act to the end at that point, and then goes on.
 */
export type Blow = { readonly when: "before" | "after" } & (
  | { readonly kind: "die"; readonly error: string }
  | { readonly kind: "fail"; readonly error: string }
  | { readonly kind: "meanwhile"; readonly act: () => Promise<void> }
);

/** Asked at every outside call, in the order in which they are made. */
export type Plan = (call: OutsideCall) => Blow | undefined;

export function faulty(world: World, plan: Plan): World {
  const at = <Given extends unknown[], Answer>(
    name: OutsideCall,
    call: (...given: Given) => Promise<Answer>,
    failed: (error: string) => Answer = outsideError,
  ) => {
    return async (...given: Given): Promise<Answer> => {
      const blow = plan(name);
      if (blow?.when === "before" && (await struck(blow))) return failed(nameOf(blow));
      const answer = await call(...given);
      if (blow?.when === "after" && (await struck(blow))) return failed(nameOf(blow));
      return answer;
    };
  };
  const { leads, erasing, rota, standings, mail, sentMails, sales, tasks, workflows, identity, links, door } =
    world;
  return {
    ...world,
    leads: {
      read: at("leads.read", (leadId) => leads.read(leadId)),
      write: at("leads.write", (life, change) => leads.write(life, change)),
      async *overdue(before) {
        await at("leads.overdue", async () => undefined)();
        yield* leads.overdue(before);
      },
    },
    erasing: {
      bury: at("erasing.bury", (life, tombstone) => erasing.bury(life, tombstone)),
      clear: at("erasing.clear", (leadId) => erasing.clear(leadId)),
      seal: at("erasing.seal", (tombstone) => erasing.seal(tombstone)),
      limit: (mailbox) => erasing.limit(mailbox),
    },
    sentMails: {
      keep: (leadId, touchId, copy) => sentMails.keep(leadId, touchId, copy),
      read: (leadId, touchId) => sentMails.read(leadId, touchId),
      list: (leadId) => sentMails.list(leadId),
      clear: at("sentMails.clear", (leadId, until) => sentMails.clear(leadId, until)),
      markErased: at("sentMails.markErased", (mark) => sentMails.markErased(mark)),
      erased: () => sentMails.erased(),
      markLeft: at("sentMails.markLeft", (mark) => sentMails.markLeft(mark)),
      left: () => sentMails.left(),
    },
    rota: {
      read: at("rota.read", () => rota.read()),
      accountOwner: at("rota.accountOwner", (domain) => rota.accountOwner(domain)),
      held: (person) => rota.held(person),
      answers: (person, since) => rota.answers(person, since),
      colleagues: (domain) => rota.colleagues(domain),
      claim: (person, what, period) => rota.claim(person, what, period),
    },
    standings: {
      read: at("standings.read", (campaign) => standings.read(campaign)),
      pause: (campaign, since, because) => standings.pause(campaign, since, because),
      resume: (campaign, since) => standings.resume(campaign, since),
      count: at("standings.count", (counted) => standings.count(counted)),
      days: (campaign) => standings.days(campaign),
    },
    // The mail service's port never throws: whoever gets no answer is told so.
    mail: {
      send: at(
        "mail.send",
        (letter) => mail.send(letter),
        (code) => ({ answer: "unknown", code }),
      ),
    },
    sales: {
      confirmedSubscribers: at("sales.confirmedSubscribers", () => sales.confirmedSubscribers()),
      publish: at("sales.publish", (notice) => sales.publish(notice)),
    },
    tasks: {
      confirmedSubscribers: at("tasks.confirmedSubscribers", () => tasks.confirmedSubscribers()),
      publish: at("tasks.publish", (notice) => tasks.publish(notice)),
    },
    workflows: {
      start: at("workflows.start", (leadId, generation) => workflows.start(leadId, generation)),
      wake: at("workflows.wake", (token) => workflows.wake(token)),
    },
    door: {
      count: at("door.count", (window) => door.count(window)),
      standIn: at("door.standIn", (mailbox, instant) => door.standIn(mailbox, instant)),
    },
    identity: {
      leadId: at("secrets.identity", (address) => identity.leadId(address)),
      mailbox: at("secrets.identity", (address) => identity.mailbox(address)),
      network: at("secrets.identity", (network) => identity.network(network)),
    },
    links: {
      url: at("secrets.links", (claims) => links.url(claims)),
      open: at("secrets.links", (purpose, token, now) => links.open(purpose, token, now)),
      deskUrl: at("secrets.links", (claims) => links.deskUrl(claims)),
      openDesk: at("secrets.links", (token) => links.openDesk(token)),
      formStamp: at("secrets.links", (instant) => links.formStamp(instant)),
      openFormStamp: at("secrets.links", (token) => links.openFormStamp(token)),
    },
  };
}

/** True when the call is to fail. */
async function struck(blow: Blow): Promise<boolean> {
  if (blow.kind === "die") await dieHere(blow.error);
  if (blow.kind === "meanwhile") await blow.act();
  return blow.kind === "fail";
}

function nameOf(blow: Blow): string {
  return blow.kind === "meanwhile" ? "" : blow.error;
}

function outsideError(name: string): never {
  throw Object.assign(new Error("The service did not do as asked."), { name });
}
