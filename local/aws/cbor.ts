/** As much of CBOR (RFC 8949) as a refusal needs: a map of texts. */
export function cborMap(fields: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(fields);
  return Buffer.concat([head(5, entries.length), ...entries.flat().map(text)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([head(3, bytes.length), bytes]);
}

/** The major type in the upper three bits, then the count: within the byte up to 23, in one more or in four more. */
function head(type: number, count: number): Buffer {
  const upper = type << 5;
  if (count < 24) return Buffer.from([upper | count]);
  if (count < 256) return Buffer.from([upper | 24, count]);
  const long = Buffer.from([upper | 26, 0, 0, 0, 0]);
  long.writeUInt32BE(count, 1);
  return long;
}
