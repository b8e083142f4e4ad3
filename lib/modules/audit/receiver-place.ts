import { isAddressInside, isSameAddress } from '#lib/infra/http/outgoing/address.ts'

/** An address without the interface that a link-local one may name. */
const unzoned = (address: string): string => address.replace(/%.*$/, '')

const isOwn = (address: string, own: readonly string[]): boolean =>
  own.some((each) =>
    each.includes('/') ? isAddressInside(address, each) : isSameAddress(address, unzoned(each)),
  )

/**
 * Why a receiver is no outside witness, as far as its addresses tell; null when nothing speaks against it. Whoever holds this
 * machine holds what stands on it: one address of many that is our own is enough, since it may be the one that was called. What
 * nobody knows the place of is no witness either. `own`: addresses and networks of this machine.
 */
export function whyInside(addresses: readonly string[], own: readonly string[]): string | null {
  if (addresses.length === 0) return 'where the receiver is could not be found out'
  const here = addresses.map(unzoned).find((address) => isOwn(address, own))
  return here === undefined ? null : `the receiver is on this machine (${here})`
}
