import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/**
 * What an address is to us. `public`: anybody may be sent there. `private`: only where an operator admin allowed it.
 * `never`: cloud metadata, link-local, multicast and "this host", which no list can open.
 */
export type AddressClass = 'public' | 'private' | 'never'

/**
 * Instance metadata and credential services of the large clouds outside of the link-local ranges, which are refused
 * whole. Some lie in ranges that are public by the letter (Azure) or that estates use themselves (fd00::/8).
 */
const METADATA: readonly string[] = [
  '168.63.129.16/32', // Azure: WireServer
  '100.100.100.200/32', // Alibaba Cloud
  '192.0.0.192/32', // Oracle Cloud, classic
  'fd00:ec2::/32', // AWS: instance metadata, pod identity, DNS, time
  'fd20:ce::/32', // Google Cloud
  'fd00:c1::a9fe:a9fe/128', // Oracle Cloud
  'fd00:42::42/128', // Scaleway
]

/** Global unicast as assigned so far (RFC 4291): what lies outside is not the Internet, whatever it may become. */
const GLOBAL_V6 = '2000::/3'

const NEVER_RANGES: ReadonlySet<string> = new Set([
  'linkLocal',
  'unspecified',
  'broadcast',
  'multicast',
  'discard',
])

function parse(text: string): Address | null {
  // process() unwraps ::ffff:a.b.c.d; without it, that form hides any IPv4 address.
  return ipaddr.isValid(text) ? ipaddr.process(text) : null
}

function isInside(address: Address, cidr: string): boolean {
  const [network, bits] = ipaddr.parseCIDR(cidr)
  return address.kind() === network.kind() && address.match(network, bits)
}

/** Where transition mechanisms keep the IPv4 address that they lead to: range, first byte, and what its bytes are XORed with. */
const EMBEDDINGS: readonly (readonly [cidr: string, firstByte: number, mask: number])[] = [
  ['2002::/16', 2, 0], // 6to4, RFC 3056
  ['2001::/32', 4, 0], // Teredo server, RFC 4380
  ['2001::/32', 12, 0xff], // Teredo client
  ['64:ff9b::/96', 12, 0], // NAT64, RFC 6052
  ['64:ff9b:1::/48', 12, 0], // NAT64 for local use, RFC 8215
  ['::/96', 12, 0], // IPv4-compatible, RFC 4291
  ['::ffff:0:0:0/96', 12, 0], // IPv4-translated, RFC 6145
]

function embeddedV4(address: Address): readonly ipaddr.IPv4[] {
  const bytes = address.toByteArray()
  return EMBEDDINGS.filter(([cidr]) => isInside(address, cidr)).map(
    ([, firstByte, mask]) =>
      new ipaddr.IPv4(bytes.slice(firstByte, firstByte + 4).map((byte) => byte ^ mask)),
  )
}

function isNever(address: Address): boolean {
  return NEVER_RANGES.has(address.range()) || METADATA.some((cidr) => isInside(address, cidr))
}

/** Classifies an IP address in any notation that `ipaddr.js` reads; text that is no address is `never`. */
export function classifyAddress(text: string): AddressClass {
  const address = parse(text)
  if (address === null || (address instanceof ipaddr.IPv6 && address.zoneId !== undefined)) return 'never'
  if (isLoopback(address)) return 'private'
  if (isNever(address) || embeddedV4(address).some(isNever)) return 'never'
  if (address.range() !== 'unicast') return 'private'
  return address.kind() === 'ipv4' || isInside(address, GLOBAL_V6) ? 'public' : 'private'
}

/** ::1 reads as the IPv4-compatible form of 0.0.0.1, which it is not. */
const isLoopback = (address: Address): boolean => address.range() === 'loopback'

/** True when `text` is an address inside `cidr` (both IPv4 or both IPv6; an IPv4-mapped address counts as IPv4). */
export function isAddressInside(text: string, cidr: string): boolean {
  const address = parse(text)
  return address !== null && ipaddr.isValidCIDR(cidr) && isInside(address, cidr)
}

/** True when an address lies inside `cidr`, or leads into it by a mechanism of transition (6to4, Teredo, NAT64, …). */
export function leadsInside(text: string, cidr: string): boolean {
  const address = parse(text)
  if (address === null || !ipaddr.isValidCIDR(cidr)) return false
  const reached = isLoopback(address) ? [] : embeddedV4(address)
  return [address, ...reached].some((one) => isInside(one, cidr))
}

/** Whether a range lies `inside` another one, holds a `part` of it, or shares nothing with it. */
export function overlapOf(cidr: string, other: string): 'inside' | 'part' | 'none' {
  const [[network, bits], [otherNetwork, otherBits]] = [ipaddr.parseCIDR(cidr), ipaddr.parseCIDR(other)]
  if (network.kind() !== otherNetwork.kind()) return 'none'
  if (!network.match(otherNetwork, Math.min(bits, otherBits))) return 'none'
  return bits >= otherBits ? 'inside' : 'part'
}

/** True for an IPv4 address that is written as an IPv6 one. */
export function isMapped(text: string): boolean {
  const address = ipaddr.isValid(text) ? ipaddr.parse(text) : null
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()
}

/** True for two notations of one address, e.g. `::ffff:10.0.0.1` and `10.0.0.1`. */
export function isSameAddress(a: string, b: string): boolean {
  const [left, right] = [parse(a), parse(b)]
  return left !== null && right !== null && left.toNormalizedString() === right.toNormalizedString()
}

/** True for the text of an IPv4 or IPv6 address. */
export const isAddress = (text: string): boolean => ipaddr.isValid(text)
