/** Something about leads that can't be done as asked: says what is wrong, where, and what would be right. */
export class LeadsRefused extends Error {
  override readonly name = "LeadsRefused";
}
