/** A list as a fair leaves it behind: mostly people, some of them twice, some lines that are no use. */
export interface Fair {
  readonly csv: string;
  /** People, each by an address of their own. */
  readonly people: number;
  /** Rows that say something, of people listed again too. */
  readonly lines: number;
  readonly refused: number;
}

/** Every 500th row lists somebody again, with a city; every 1,000th has an address that can't be. */
export function fair(rows: number): Fair {
  const list = Array.from({ length: rows }, (_, n) => rowOf(n));
  const refused = list.filter((row) => row.startsWith("visitor-")).length;
  const again = list.filter((row) => row.startsWith("VISITOR")).length;
  return {
    csv: ["E-Mail;Vorname;Nachname;Firma;Ort;Stand", ...list, ""].join("\n"),
    people: rows - refused - again,
    lines: rows - refused,
    refused,
  };
}

function rowOf(n: number): string {
  if (n % 1_000 === 999) return `visitor-${n}@;Nobody;${n};;;`;
  if (n % 500 === 499) return `VISITOR.${n - 1}@Orchard.example;Somebody;Else;;Cork;7`;
  return `visitor.${n}@orchard.example;Visitor;Number ${n};"Dairy, ${n % 97}";;7`;
}
