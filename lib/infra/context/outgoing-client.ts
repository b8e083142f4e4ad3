import { config, type Config } from '#lib/infra/config/index.ts'
import { configuredOutgoing } from '#lib/infra/http/configured-outgoing.ts'
import type { Outgoing } from '#lib/infra/http/outgoing.ts'
import { runtime, type Runtime } from './runtime.ts'

const made = new WeakMap<Runtime, Outgoing>()

/** The way to the outside of a process that answers people, as its settings want it. */
export function outgoingClient(own: Runtime = runtime(), settings: () => Config = config): Outgoing {
  const known = made.get(own)
  if (known !== undefined) return known
  const outgoing = configuredOutgoing(settings(), own.log)
  made.set(own, outgoing)
  return outgoing
}
