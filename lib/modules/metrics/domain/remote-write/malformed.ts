/** The body is not what its content type says; the message tells what is wrong and where. Answered 400, never retried. */
export class MalformedRequest extends Error {
  constructor(problem: string) {
    super(problem)
    this.name = 'MalformedRequest'
  }
}

/** The body, or what it would become when decoded, is above a limit. Answered 413. */
export class RequestTooLarge extends Error {
  constructor(problem: string) {
    super(problem)
    this.name = 'RequestTooLarge'
  }
}
