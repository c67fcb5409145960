/** Mail domains and mailbox names that say something about who stands behind them. Not complete, and need not be: points hang on it, no access. */

function list(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Providers with one domain in many countries: `yahoo.co.uk`, `gmx.at`. */
export const FREE_NAMES = list("yahoo hotmail outlook live msn gmx yandex");

export const FREE_DOMAINS = list(`
  gmail.com googlemail.com ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.de web.de t-online.de
  freenet.de arcor.de posteo.de mailbox.org proton.me protonmail.com protonmail.ch pm.me tuta.io tuta.com tutanota.com
  tutanota.de mail.com email.com mail.de email.de fastmail.com hey.com zoho.com hushmail.com mail.ru inbox.ru list.ru
  bk.ru rambler.ru ukr.net abv.bg seznam.cz centrum.cz email.cz post.cz atlas.cz azet.sk wp.pl o2.pl onet.pl interia.pl
  op.pl poczta.onet.pl gazeta.pl freemail.hu citromail.hu inbox.lv orange.fr wanadoo.fr free.fr laposte.net sfr.fr
  neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it tin.it telefonica.net terra.com.br uol.com.br bol.com.br
  sapo.pt telenet.be skynet.be ziggo.nl kpnmail.nl home.nl planet.nl xs4all.nl bluewin.ch hispeed.ch aon.at chello.at
  btinternet.com sky.com virginmedia.com talktalk.net ntlworld.com eircom.net comcast.net verizon.net att.net
  sbcglobal.net cox.net charter.net bellsouth.net earthlink.net shaw.ca rogers.com bigpond.com optusnet.com.au
  xtra.co.nz rediffmail.com qq.com 163.com 126.com yeah.net sina.com sohu.com foxmail.com naver.com hanmail.net
  daum.net nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp telia.com online.no mail.dk
`);

export const DISPOSABLE_DOMAINS = list(`
  mailinator.com mailinator.net mailinator2.com guerrillamail.com guerrillamail.net guerrillamail.org
  guerrillamail.biz guerrillamail.de guerrillamailblock.com sharklasers.com grr.la spam4.me pokemail.net
  10minutemail.com 10minutemail.net 10minutemail.co.za 20minutemail.com tempmail.com temp-mail.org temp-mail.io
  tempmail.net tempmail.dev tempmailo.com tempail.com tempr.email tempinbox.com yopmail.com yopmail.fr yopmail.net
  trashmail.com trashmail.de trashmail.net trashmail.me trash-mail.com trash-mail.de wegwerfemail.de wegwerfmail.de
  wegwerfmail.net wegwerfmail.org throwawaymail.com throwaway.email getnada.com nada.email dispostable.com maildrop.cc
  mohmal.com fakeinbox.com fakemail.net mailnesia.com mailcatch.com moakt.com emailondeck.com mintemail.com
  spamgourmet.com discard.email discardmail.com discardmail.de burnermail.io mytemp.email mytrashmail.com
  einrot.com cuvox.de dayrep.com fleckens.hu gustr.com jourrapide.com rhyta.com superrito.com teleworm.us armyspy.com
  inboxkitten.com mail-temp.com minuteinbox.com emailfake.com luxusmail.org 33mail.com anonbox.net byom.de
  spambog.com spambog.de spambox.us incognitomail.org jetable.org mailexpire.com mailforspam.com tmpmail.org
  tmpmail.net linshiyouxiang.net 1secmail.com 1secmail.net 1secmail.org mail7.io mailsac.com mailpoof.com
  harakirimail.com nowmymail.com spamex.com crazymailing.com deadaddress.com mailmoat.com
`);

/** The ones people slip in most. Short names (`gmx.de`) are left out: too many firms are one letter away. */
export const OFTEN_MISTYPED: readonly string[] = [
  "gmail.com",
  "yahoo.com",
  "hotmail.com",
  "outlook.com",
  "icloud.com",
  "googlemail.com",
  "protonmail.com",
  "t-online.de",
];

export const ROLES = list(`
  info information infos office contact contacts contactus contacto contatto kontakt hello hallo hi hola bonjour mail
  email post postmaster webmaster hostmaster abuse admin administrator administration root support help helpdesk
  service customerservice kundenservice kundendienst sales salesteam vertrieb verkauf ventas vendite commercial
  comercial handel marketing purchasing procurement einkauf compras achats acquisti zakupy order orders bestellung
  accounts accounting billing invoice invoices rechnung rechnungen buchhaltung finance hr jobs careers career karriere
  bewerbung recruiting press presse media pr news newsletter noreply donotreply team buero sekretariat
  secretary secretariat reception empfang zentrale accueil direction biuro poczta sekretariat recepcja enquiries
  enquiry inquiries inquiry anfrage quality qa production produktion logistics logistik warehouse lager dispatch
  technik maintenance it security legal compliance privacy datenschutz gdpr everyone all staff management
`);
