/** Something about keys that can't be done as asked: says what is wrong, and what would be right; never a key. */
export class KeysRefused extends Error {
  override readonly name = "KeysRefused";
}
