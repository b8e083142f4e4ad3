'use client'
import './globals.css'
import { useSyncExternalStore } from 'react'
import { errorDigest } from '#components/ui/error-digest.ts'
import {
  LANGUAGE_COOKIE,
  languageOf,
  preferredLanguage,
  SOURCE_LANGUAGE,
  type Language,
} from '#lib/core/language.ts'
import en from '#messages/en/root.json' with { type: 'json' }
import ms from '#messages/ms/root.json' with { type: 'json' }

/** Both, because there is no provider here that hands on one. */
const TEXTS: Readonly<Record<Language, typeof en>> = { en, ms }

const never = () => () => {}

function browserLanguage(): Language {
  const kept = new RegExp(`(?:^|; )${LANGUAGE_COOKIE}=([a-z]+)`).exec(document.cookie)?.[1]
  return languageOf(kept) ?? preferredLanguage(navigator.languages.join(',')) ?? SOURCE_LANGUAGE
}

/** Stands in for the whole document when even its layout failed: no provider, no theme but the system's. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = errorDigest(error)
  const language = useSyncExternalStore(never, browserLanguage, () => SOURCE_LANGUAGE)
  const { failed } = TEXTS[language]
  return (
    <html lang={language}>
      <body>
        <title>Bailiwick</title>
        <main className="mx-auto max-w-[420px] px-4 py-24">
          <h1 className="text-title font-semibold">{failed.title}</h1>
          <p role="alert" className="mt-1 text-fg-2">
            {failed.text} {digest === null ? null : <code className="font-mono">{digest}</code>}
          </p>
          <button
            type="button"
            onClick={retry}
            className="mt-4 h-11 rounded-control border border-ink bg-ink px-4 font-medium text-on-ink"
          >
            {failed.again}
          </button>
        </main>
      </body>
    </html>
  )
}
