import { BlockList, isIP } from 'node:net'
import { unmapped } from '#lib/core/network.ts'

/** Whether an address is that of a proxy of ours, whose word on where a request came from counts. */
export type IsTrusted = (address: string) => boolean

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Adds one address or network; false where it is neither. */
function add(list: BlockList, written: string): boolean {
  const [address = '', bits, more] = written.split('/')
  if (isIP(address) === 0 || address.includes('%') || more !== undefined) return false
  if (bits === undefined) {
    list.addAddress(address, family(address))
    return true
  }
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > (isIP(address) === 6 ? 128 : 32)) return false
  list.addSubnet(address, Number(bits), family(address))
  return true
}

const entries = (text: string): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && entry !== 'none')

/** Whether a text is a list of addresses and networks, e.g. `127.0.0.1, 10.1.0.0/16`; `none` is an empty one. */
export const isProxyList = (text: string): boolean =>
  entries(text).every((entry) => add(new BlockList(), entry))

/** Who is trusted by such a list; an entry that is neither address nor network trusts nobody. */
export function parseProxies(text: string): IsTrusted {
  const list = new BlockList()
  for (const entry of entries(text)) add(list, entry)
  return (address) => isIP(address) !== 0 && list.check(unmapped(address), family(unmapped(address)))
}
