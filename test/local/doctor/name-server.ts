/** A name server on loopback that knows a few records, and that no other name exists. */
import { createSocket } from "node:dgram";

/** By name and type, as a zone file has them: `"mail.acme.com MX": ["10 feedback-smtp.eu-west-1.amazonses.com"]`. */
export type Zone = Readonly<Record<string, readonly string[]>>;

const TYPES: Readonly<Record<number, string>> = { 1: "A", 5: "CNAME", 15: "MX", 16: "TXT" };

export async function nameServer(zone: Zone): Promise<{ readonly address: string; close(): void }> {
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => socket.send(reply(query, zone), port, address));
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return { address: `127.0.0.1:${socket.address().port}`, close: () => void socket.close() };
}

/** RFC 1035, 4: the header and the question as asked, then the answers, each of which points back to the name at byte 12. */
function reply(query: Buffer, zone: Zone): Buffer {
  const { name, end } = nameAt(query, 12);
  const type = TYPES[query.readUInt16BE(end)] ?? "";
  const records = zone[`${name} ${type}`] ?? [];
  const isKnown = Object.keys(zone).some((each) => each.startsWith(`${name} `));
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(isKnown ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  const answers = records.map((record) => {
    const data = dataOf(type, record);
    const fixed = Buffer.alloc(12);
    fixed.writeUInt16BE(0xc00c, 0);
    query.copy(fixed, 2, end, end + 4);
    fixed.writeUInt16BE(data.length, 10);
    return Buffer.concat([fixed, data]);
  });
  return Buffer.concat([header, query.subarray(12, end + 4), ...answers]);
}

function nameAt(query: Buffer, from: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = from;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("ascii", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}

function dataOf(type: string, record: string): Buffer {
  if (type === "TXT") return Buffer.concat([Buffer.from([record.length]), Buffer.from(record)]);
  if (type === "CNAME") return encoded(record);
  if (type === "A") return Buffer.from(record.split(".").map(Number));
  const [priority, host = ""] = record.split(" ");
  return Buffer.concat([Buffer.from([0, Number(priority)]), encoded(host)]);
}

const encoded = (name: string) =>
  Buffer.concat([
    ...name.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);
