/** One magnitude of a unit: values from `size` on are divided by it and carry `label`. */
export interface Magnitude {
  readonly size: number
  readonly label: string
}

const SI = (base: string): readonly Magnitude[] => [
  { size: 1, label: base },
  { size: 1e3, label: `k${base}` },
  { size: 1e6, label: `M${base}` },
  { size: 1e9, label: `G${base}` },
  { size: 1e12, label: `T${base}` },
]

/**
 * Units that change their magnitude, by the names that figures and charts carry. `ratio` runs from 0 to 1 and is shown
 * in per cent; bytes are decimal, as disks and networks are sold. Every other unit is printed as it stands.
 */
const LADDERS: Readonly<Record<string, readonly Magnitude[]>> = {
  s: [
    { size: 1e-6, label: 'µs' },
    { size: 1e-3, label: 'ms' },
    { size: 1, label: 's' },
    { size: 60, label: 'm' },
    { size: 3600, label: 'h' },
    { size: 86_400, label: 'd' },
  ],
  bytes: SI('B'),
  'bytes/s': SI('B/s'),
  '/s': SI('/s'),
  count: SI(''),
  ratio: [{ size: 0.01, label: '%' }],
}

/** The magnitude in which values up to `largest` (absolute) of this unit read best. */
export function magnitudeFor(unit: string, largest: number): Magnitude {
  const ladder = LADDERS[unit] ?? [{ size: 1, label: unit }]
  const fitting = ladder.findLast(({ size }) => size <= Math.abs(largest))
  return (
    fitting ??
    (largest === 0 ? ladder.find(({ size }) => size === 1) : undefined) ??
    ladder[0] ?? { size: 1, label: unit }
  )
}
