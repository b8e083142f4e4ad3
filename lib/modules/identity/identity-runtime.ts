import { resolveTxt } from 'node:dns/promises'
import { outgoingClient } from '#lib/infra/context/outgoing-client.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import type { Outgoing } from '#lib/infra/http/outgoing.ts'

/** What sign-on needs of its process beside the usual: the way to the outside, and DNS. */
export interface IdentityRuntime extends Runtime {
  readonly outgoing: Outgoing
  /** The TXT records of a name, each in its pieces; rejects when there are none. */
  readonly resolveTxt: (name: string) => Promise<readonly (readonly string[])[]>
}

let opened: { readonly of: Runtime; readonly made: IdentityRuntime } | null = null

/** The runtime of this process with the way to the outside. */
export function identityRuntime(): IdentityRuntime {
  const own = runtime()
  if (opened?.of !== own) {
    opened = { of: own, made: { ...own, outgoing: outgoingClient(own), resolveTxt } }
  }
  return opened.made
}
