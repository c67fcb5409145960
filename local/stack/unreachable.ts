/** Nothing answers there, or not as a Ripen of this version would: says what to do. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}
