import { config } from '#lib/infra/config/index.ts'
import { createOutgoing, parseAllowList, type Outgoing } from '#lib/infra/http/outgoing.ts'
import { runtime, type Runtime } from './runtime.ts'

const made = new WeakMap<Runtime, Outgoing>()

/** The way to the outside of a process that answers people, with the part of the operator's list that is in its settings. */
export function outgoingClient(own: Runtime = runtime()): Outgoing {
  const known = made.get(own)
  if (known !== undefined) return known
  const outgoing = createOutgoing({ log: own.log, allow: parseAllowList(config().OUTGOING_ALLOW) })
  made.set(own, outgoing)
  return outgoing
}
