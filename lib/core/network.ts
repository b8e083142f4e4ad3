/** The eight groups of an IPv6 address; fewer for what is none. */
export function ipv6Groups(address: string): readonly string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  return [...first, ...Array.from({ length: gap }, () => '0'), ...last].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  )
}

/** An IPv4 address that is written as an IPv6 one, as IPv4; every other address as it is. */
export const unmapped = (address: string): string =>
  /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address

/**
 * The network that attempts are counted by: one IPv4 address, or the 64 bits of IPv6 that one connection gets. Whoever has
 * no address (a connection that is gone already) is in one network with all others who have none.
 */
export function networkKey(address: string | null): string {
  if (address === null) return 'unknown'
  const plain = unmapped(address)
  return plain.includes('.') ? `${plain}/32` : `${ipv6Groups(plain).slice(0, 4).join(':')}::/64`
}
