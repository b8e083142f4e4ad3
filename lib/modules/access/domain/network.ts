/** The eight groups of an IPv6 address; fewer for what is none. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  return [...first, ...Array.from({ length: gap }, () => '0'), ...last].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  )
}

/**
 * The network that an address stands for, to tell a known place from a new one: the first 24 bits of IPv4, the first 48
 * of IPv6. Addresses that nobody told are all one network.
 */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown'
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (mapped.includes('.')) return mapped.split('.').slice(0, 3).join('.')
  return groupsOf(mapped).slice(0, 3).join(':')
}

/** Where somebody signs in from. */
export interface Place {
  /** The key of `deviceOf`. */
  readonly device: string
  readonly address: string | null
}

/**
 * Whether a member is told about a sign-in: it comes from a device or a network that none of the sessions still on
 * record came from. The very first one is no news.
 */
export function isNewPlace(earlier: readonly Place[], now: Place): boolean {
  const isSame = (place: Place): boolean =>
    place.device === now.device && networkOf(place.address) === networkOf(now.address)
  return earlier.length > 0 && !earlier.some(isSame)
}
