/** A story whose form's door has other rules. */
import type { FormSettings } from "../../functions/world/world.ts";
import { Story, story } from "./line.ts";

export function storyAtDoor(rules: Partial<FormSettings>): Story {
  const { line } = story();
  const { settings } = line.world;
  return new Story(line, { ...line.world, settings: { ...settings, form: { ...settings.form, ...rules } } });
}
