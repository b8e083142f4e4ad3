import { ipv6Groups, unmapped } from '#lib/core/network.ts'

/**
 * The network that an address stands for, to tell a known place from a new one: the first 24 bits of IPv4, the first 48
 * of IPv6. Addresses that nobody told are all one network.
 */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown'
  const plain = unmapped(address)
  if (plain.includes('.')) return plain.split('.').slice(0, 3).join('.')
  return ipv6Groups(plain).slice(0, 3).join(':')
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
