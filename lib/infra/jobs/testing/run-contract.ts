import { after, afterEach, before, describe, it } from 'node:test'
import type { Queues } from '../queues.ts'
import { openContractQueues, QUEUE_CONTRACT, type ContractBackend } from './queue-contract.ts'

/** Runs the contract of the queues on one backend. */
export function describeQueueContract(name: string, openBackend: () => Promise<ContractBackend>): void {
  describe(`queues on ${name}`, () => {
    const world: { backend?: ContractBackend } = {}
    const opened: Queues[] = []
    const backendHere = (): ContractBackend => {
      if (world.backend === undefined) throw new Error(`${name} was not opened`)
      return world.backend
    }
    const open = (concurrency?: number): Queues => {
      const queues = openContractQueues(backendHere().home, concurrency)
      opened.push(queues)
      return queues
    }
    before(async () => {
      world.backend = await openBackend()
    })
    afterEach(async () => {
      for (const queues of opened.splice(0)) await queues.close(2000)
    })
    after(async () => await world.backend?.close())
    for (const promise of QUEUE_CONTRACT) {
      it(promise.name, async () => await promise.run(backendHere(), open))
    }
  })
}
