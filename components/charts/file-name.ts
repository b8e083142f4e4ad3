const LONGEST = 60

/** The name of a file from a title, with its ending: `Login latency, p95` as CSV is `login-latency-p95.csv`. */
export function fileName(title: string, format: string): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST)
  return `${words === '' ? 'chart' : words}.${format.toLowerCase()}`
}
