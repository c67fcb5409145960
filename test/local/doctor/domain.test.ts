/** Whether a name of the company's own leads to the API, as DNS on loopback tells it. */
import { expect, test } from "vitest";
import { healthy, healthyZone, STACK } from "./accounts/healthy.ts";
import { OWN, said } from "./examined.ts";

const NAME = "leads.your-company.com";
const TARGET = "d-a1b2c3.execute-api.eu-west-1.amazonaws.com";
const named = (...records: readonly string[]) => ({
  ...healthy,
  "cloudformation:DescribeStacks": () => ({
    Stacks: [
      {
        ...STACK,
        Outputs: [
          ...STACK.Outputs.filter(({ OutputKey }) => OutputKey !== "FormUrl"),
          { OutputKey: "FormUrl", OutputValue: `https://${NAME}/leads` },
          ...records.map((OutputValue, n) => ({ OutputKey: `DnsRecord${n + 1}`, OutputValue })),
        ],
      },
    ],
  }),
});
const ours = named("_dmarc.your-company.com TXT v=DMARC1; p=none", `${NAME} CNAME ${TARGET}`);

const MEND = `→ in the DNS of your-company.com: ${NAME} CNAME ${TARGET}`;

test.each([
  ["leads to the API", { [`${NAME} CNAME`]: [TARGET] }, `fine     ${NAME} leads to the API.`, 0],
  [
    "leads to the API by a name between",
    { [`${NAME} CNAME`]: ["between.your-company.com"], "between.your-company.com CNAME": [TARGET] },
    `fine     ${NAME} leads to the API.`,
    0,
  ],
  [
    "leads to the API's addresses, as an ALIAS of Route 53 does",
    { [`${NAME} A`]: ["192.0.2.1"], [`${TARGET} A`]: ["192.0.2.2", "192.0.2.1"] },
    `fine     ${NAME} leads to the API.`,
    0,
  ],
  [
    "isn't in DNS",
    {},
    `stops    DNS has no ${NAME}: forms and every link in letters are dead, unsubscribing included. ${MEND}`,
    1,
  ],
  [
    "leads elsewhere",
    { [`${NAME} CNAME`]: ["old.your-company.com"] },
    `stops    DNS leads ${NAME} to old.your-company.com: forms and every link in letters are dead, unsubscribing included. ${MEND}`,
    1,
  ],
  [
    "leads to somebody's addresses, who may hand on what comes",
    { [`${NAME} A`]: ["192.0.2.1"], [`${TARGET} A`]: ["192.0.2.2"] },
    `warns    DNS leads ${NAME} to addresses that aren't the API's`,
    0,
  ],
])("a name of one's own that %s", async (_, zone, says, exits) => {
  const { words, code } = await said(ours, { zone: { ...healthyZone, ...zone } });
  expect(words).toContain(says);
  expect(code).toBe(exits);
});

const FRONT = "d111abc.cloudfront.net";
const fronted = (more: Readonly<Record<string, unknown>> = {}) => ({
  account: named(`${NAME} CNAME ${FRONT}`),
  context: {
    ...OWN,
    domain: {
      name: NAME,
      certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0",
      webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/ours/0",
      ...more,
    },
  },
});

test.each([
  ["to the front is fine", {}, FRONT, /^fine {5}leads\.your-company\.com leads to the API\.$/m],
  [
    "to the API itself goes past the front, and works",
    {},
    TARGET,
    /^warns {4}DNS leads leads\.your-company\.com to the API itself, past its web ACL\. → in the DNS of your-company\.com: leads\.your-company\.com CNAME d111abc\.cloudfront\.net$/m,
  ],
  [
    "to the API itself is dead for forms, where they are taken by the front only",
    { frontOnly: true },
    TARGET,
    /^stops {4}DNS leads leads\.your-company\.com to the API itself, past its web ACL, and forms that come so are answered 403\. → in the DNS/m,
  ],
])("with a web ACL, a name that leads %s", async (_, more, leadsTo, says) => {
  const { account, context } = fronted(more);
  const zone = { ...healthyZone, [`${NAME} CNAME`]: [leadsTo] };
  const { words } = await said(account, { context, zone });
  expect(words).toMatch(says);
});

test("a DNS that doesn't answer leaves it unknown, and so whether anything stops leads", async () => {
  const { words, code } = await said(ours, { dns: "127.0.0.1:9" });
  expect(words).toMatch(
    new RegExp(`^unknown {2}Couldn't look at where ${NAME} leads: DNS doesn't answer .* → dig \\+short`, "m"),
  );
  expect(code).toBe(2);
});

test("a stack under AWS's own name has none to look up", async () => {
  const { words } = await said(healthy, { zone: healthyZone });
  expect(words).not.toContain("leads to the API");
});

test("a stack that doesn't tell its record is to be deployed anew", async () => {
  const { words } = await said(named(), { zone: healthyZone });
  expect(words).toContain(
    `Couldn't look at the name of your own: the stack ripen-prod doesn't tell which CNAME ${NAME} should have. → npx cdk deploy -c stage=prod`,
  );
});
