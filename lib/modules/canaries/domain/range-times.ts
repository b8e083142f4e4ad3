/**
 * The values of a query with `start` and `end`, given in seconds from now, as seconds since 1970. Rounded up: a sample that was
 * sent at `now` lies before `end`, whatever its milliseconds.
 */
export const rangeTimes = (values: Readonly<Record<string, string>>, now: Date): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name === 'start' || name === 'end' ? String(Math.ceil(now.getTime() / 1000) + Number(value)) : value,
    ]),
  )
