import { ApiProblem } from './api-problem.ts'

/** Asks for the second factor; true once it was shown, false when whoever was asked gave up. */
export type StepUpAsker = () => Promise<boolean>

/** Lets requests through that were refused for want of a fresh second factor, once it was shown. */
export interface StepUpGate {
  /** Names who asks, until the returned function is called. Without anybody the refusal stands. */
  answerWith(asker: StepUpAsker): () => void
  /** Sends; when the answer is `step_up_required`, asks, and sends the same once more. Of several at once one asks. */
  pass<T>(send: () => Promise<T>): Promise<T>
}

/** Makes a gate. */
export function createStepUpGate(): StepUpGate {
  let asker: StepUpAsker | null = null
  let asking: Promise<boolean> | null = null
  const ask = async (): Promise<boolean> => {
    if (asker === null) return false
    asking ??= asker().finally(() => {
      asking = null
    })
    return await asking
  }
  return {
    answerWith(next) {
      asker = next
      return () => {
        if (asker === next) asker = null
      }
    },
    async pass(send) {
      try {
        return await send()
      } catch (error) {
        const isWanted = error instanceof ApiProblem && error.code === 'step_up_required'
        if (!isWanted || !(await ask())) throw error
        return await send()
      }
    },
  }
}

/** The gate of the page. Only effects name an asker, so that it stays empty on the server, where modules are shared. */
export const stepUpGate = createStepUpGate()
