import { z } from 'zod'

/** A file that a route answers with, written while it is made. */
export class Download {
  readonly #fileName: string
  readonly #contentType: string
  readonly #pieces: AsyncIterable<string>

  /** `fileName` holds letters, digits, dots, underscores and hyphens only; anything else becomes a hyphen. */
  constructor(file: {
    readonly fileName: string
    readonly contentType: string
    readonly pieces: AsyncIterable<string>
  }) {
    this.#fileName = file.fileName.replaceAll(/[^\w.-]+/g, '-')
    this.#contentType = file.contentType
    this.#pieces = file.pieces
  }

  /** The text of the file, piece by piece: for callers on this machine. Reads once. */
  get pieces(): AsyncIterable<string> {
    return this.#pieces
  }

  /** The response. When making a piece fails, the connection is cut: half a file never looks like a whole one. */
  toResponse(status: number): Response {
    const encoder = new TextEncoder()
    const pieces = this.#pieces[Symbol.asyncIterator]()
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const piece: IteratorResult<string, unknown> = await pieces.next()
        if (piece.done === true) controller.close()
        else controller.enqueue(encoder.encode(piece.value))
      },
      async cancel() {
        await pieces.return?.()
      },
    })
    return new Response(body, {
      status,
      headers: {
        'content-type': this.#contentType,
        'content-disposition': `attachment; filename="${this.#fileName}"`,
        'x-content-type-options': 'nosniff',
      },
    })
  }
}

/** The response of a route that answers with a file. */
export const downloadOutput = z.instanceof(Download)
