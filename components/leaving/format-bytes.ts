const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** A size for people, in powers of 1000: `3.42 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 2 : 1)} ${UNITS[unit] ?? ''}`
}
