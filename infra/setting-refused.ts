/** Settings that can't be used: a line for each, which says where it stands, what is wrong and what would be right. */
export class SettingRefused extends Error {
  override readonly name = "SettingRefused";
}
