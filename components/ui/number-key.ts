/** The parameter of an address that names the number whose explanation is open. */
export const EXPLAIN_PARAM = 'explain'

/** The name of a number in addresses, out of its label: `Pages, last 24 h` is `pages-last-24-h`. */
export const numberKey = (label: string): string =>
  label
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
