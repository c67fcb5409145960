/** What single values of cdk.json must look like. */
import { RegionInfo } from "aws-cdk-lib/region-info";
import * as z from "zod";

export const text = z.string().trim();

const domain = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/;
const address = /^[^\s@<>",;:()]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i;
const localhost = new Set(["localhost", "127.0.0.1"]);

/** An address without a name. */
export const Address = text.regex(address);

/** `Nora Lindqvist <nora@acme.com>` or `nora@acme.com`, as it goes into a header. */
export const Mailbox = text.refine((value) => address.test(addressOf(value)) && !/[\r\n]/.test(value));

/** In small letters, without a scheme or a slash. */
export const Domain = text.regex(domain);

export const SafeUrl = text.refine(isSafeUrl);

export const Origin = text.refine(
  (value) => isSafeUrl(value) && new URL(value).origin === value && !value.includes("*"),
);

/** IANA names only: an offset such as +02:00 knows no summer time. */
export const TimeZone = text.refine(isTimeZone);

/** Of the commercial partition, as this version of CDK knows them. */
export const Region = text.refine((value) =>
  RegionInfo.regions.some(({ name, partition }) => name === value && partition === "aws"),
);

/** A certificate of AWS Certificate Manager; the fourth part of an ARN is its region. */
export const CertificateArn = text.regex(/^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/);

/** A web ACL that CloudFront takes: they all live in us-east-1. */
export const WebAclArn = text.regex(/^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/);

/** The bare address of a mailbox: `Nora <nora@acme.com>` → `nora@acme.com`. */
export const addressOf = (mailbox: string) => /^[^<>"]*<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;

/** `nora@Acme.com` → `acme.com` */
export const domainOf = (mailbox: string) => addressOf(mailbox).replace(/^.*@/, "").toLowerCase();

function isSafeUrl(value: string): boolean {
  const url = URL.parse(value);
  return url?.protocol === "https:" || (url?.protocol === "http:" && localhost.has(url.hostname));
}

function isTimeZone(value: string): boolean {
  try {
    return (
      /^[A-Za-z]/.test(value) && new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions() !== null
    );
  } catch {
    return false;
  }
}
