import { networkInterfaces } from 'node:os'

/** What every machine calls itself, and the addresses that mean "this host". */
const ALWAYS: readonly string[] = ['127.0.0.0/8', '::1/128', '0.0.0.0/32', '::/128']

/** The addresses and networks of this machine as they are now: interfaces come and go, so they are read each time. */
export const ownAddresses = (): readonly string[] => [
  ...ALWAYS,
  ...Object.values(networkInterfaces()).flatMap((of) => (of ?? []).map(({ address }) => address)),
]
