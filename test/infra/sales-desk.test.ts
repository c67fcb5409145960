/** Who of the sales desk hears of what, as the template subscribes them. */
import { describe, expect, test } from "vitest";
import { ripenTemplate } from "../../infra/ripen-app.ts";
import { compileDesk } from "../../workflows/compile/compile-desk.ts";
import { target } from "./deployed.ts";

type Pools = readonly { readonly name: string; readonly people: readonly string[] }[];
type People = Readonly<Record<string, { readonly email: string }>>;

const INBOX = "sales@orchard-cold-chain.example";

/** The subscriptions to the topic of sales, by logical id. */
function subscriptions(people?: People, pools: Pools = []) {
  const { Resources } = ripenTemplate({}, people === undefined ? {} : { desk: { people, pools } as never });
  return new Map(
    Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]) =>
      Type === "AWS::SNS::Subscription" && target(Properties["TopicArn"]).startsWith("SalesTopic")
        ? [[id, Properties] as const]
        : [],
    ),
  );
}

const heard = (people?: People, pools?: Pools) =>
  [...subscriptions(people, pools).values()].map(
    ({ Protocol, Endpoint, FilterPolicy, FilterPolicyScope }) => [
      Protocol,
      Endpoint,
      FilterPolicy,
      FilterPolicyScope,
    ],
  );
const forPerson = (key: string, email: string, ...pools: readonly string[]) => [
  "email",
  email,
  { to: [key, "everybody", ...pools] },
  undefined,
];

describe("the topic of sales", () => {
  test("tells the inbox everything, and each person of sales.yaml what is for them, for a pool of theirs, or for everybody", () => {
    const { people, pools } = compileDesk("workflows/sales.yaml");
    expect(Object.keys(people).length).toBeGreaterThan(1);
    expect(heard()).toEqual([
      ["email", INBOX, undefined, undefined],
      ...Object.keys(people).map((key) => {
        const theirs = pools.filter((pool) => pool.people.includes(key)).map(({ name }) => `pool:${name}`);
        return forPerson(key, people[key]?.email ?? "", ...theirs);
      }),
    ]);
  });

  test("is the only one that asks people one by one", () => {
    const { Resources } = ripenTemplate();
    const filtered = Object.entries(Resources).filter(([, each]) => each.Properties?.["FilterPolicy"]);
    expect(filtered.map(([id]) => id)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^SalesPerson/)]),
    );
    expect(filtered.every(([id]) => id.startsWith("SalesPerson"))).toBe(true);
  });

  const TOM = { email: "tom@orchard.example" };
  const INES = { email: "ines@orchard.example" };

  test("what a pool shares is heard by those who are in it, and by nobody beside the inbox", () => {
    const pools = [
      { name: "dach", people: ["ines"] },
      { name: "europe", people: ["ines", "tom"] },
    ];
    const ruth = { email: "ruth@orchard.example" };
    expect(heard({ tom: TOM, ines: INES, ruth }, pools)).toEqual([
      ["email", INBOX, undefined, undefined],
      forPerson("tom", TOM.email, "pool:europe"),
      forPerson("ines", INES.email, "pool:dach", "pool:europe"),
      forPerson("ruth", ruth.email),
    ]);
  });

  test("who is moved within the file, or gets a new neighbour, keeps the subscription that they confirmed", () => {
    const before = subscriptions({ tom: TOM, ines: INES });
    const after = subscriptions({ ines: INES, ruth: { email: "ruth@orchard.example" }, tom: TOM });
    for (const [id, properties] of before) expect(after.get(id)).toEqual(properties);
    expect(after.size).toBe(before.size + 1);
  });

  test("who leaves the file is subscribed no more, and nobody else's subscription changes", () => {
    const before = subscriptions({ tom: TOM, ines: INES });
    const after = subscriptions({ ines: INES });
    expect([...before.keys()].filter((id) => !after.has(id))).toEqual([expect.stringMatching(/tom/)]);
  });

  test("a new address is the same person's subscription under the same name", () => {
    const ids = (email: string) => [...subscriptions({ tom: { email } }).keys()];
    expect(ids("tom@new.example")).toEqual(ids("tom@orchard.example"));
  });

  test("the inbox's own address isn't subscribed twice: SNS takes an address once, and it hears everything", () => {
    expect(heard({ tom: { email: "Sales@Orchard-Cold-Chain.example" }, ines: INES })).toEqual([
      ["email", INBOX, undefined, undefined],
      forPerson("ines", INES.email),
    ]);
  });
});
