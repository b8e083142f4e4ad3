/** A part of the program did not come: no network, or a server between two versions. */
export class NotFetched extends Error {
  /** Lets the next one who asks fetch it again. Until then it stays failed, so that a render does not ask without end. */
  readonly forget: () => void

  constructor(forget: () => void, cause: unknown) {
    super('not-fetched', { cause })
    this.name = 'NotFetched'
    this.forget = forget
  }
}

/** What was asked for: the same promise for everybody, as a render needs it that is done again. */
export interface Asked<T> {
  readonly answer: Promise<T>
}

/** Asks once, and keeps the answer; a failure is `NotFetched`, and is kept until it is forgotten. */
export function askOnce<T>(ask: () => Promise<T>): () => Asked<T> {
  let asked: Asked<T> | null = null
  const forget = () => {
    asked = null
  }
  const answer = async () => {
    try {
      return await ask()
    } catch (error) {
      throw new NotFetched(forget, error)
    }
  }
  return () => (asked ??= { answer: answer() })
}
