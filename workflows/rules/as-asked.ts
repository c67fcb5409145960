/**
 * An object whose parts are worked out as they are asked for, each once; one may ask for the others. Whoever copies or
 * lists it asks for all.
 */
export function asAsked<Whole extends object>(
  parts: {
    readonly [Key in keyof Whole]: () => Whole[Key];
  },
): Whole {
  const whole = {} as Whole;
  for (const key of Object.keys(parts) as (keyof Whole)[])
    Object.defineProperty(whole, key, {
      enumerable: true,
      configurable: true,
      get() {
        const value = parts[key]();
        Object.defineProperty(whole, key, { enumerable: true, value });
        return value;
      },
    });
  return whole;
}
