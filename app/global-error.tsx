'use client'
import './globals.css'
import { errorDigest } from '#components/ui/error-digest.ts'

/** Stands in for the whole document when even its layout failed: no provider, no theme but the system's. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = errorDigest(error)
  return (
    <html lang="en">
      <body>
        <title>Bailiwick</title>
        <main className="mx-auto max-w-[420px] px-4 py-24">
          <h1 className="text-title font-semibold">This page could not be made</h1>
          <p role="alert" className="mt-1 text-fg-2">
            It failed on the way to you. Nothing was changed, and alerts and pages go on without it.
            {digest === null ? '' : ` Id ${digest}.`}
          </p>
          <button
            type="button"
            onClick={retry}
            className="mt-4 h-11 rounded-control border border-ink bg-ink px-4 font-medium text-on-ink"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
