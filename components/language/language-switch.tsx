'use client'
import { useRouter } from 'next/navigation'
import { preferenceCookie } from '#components/ui/preferences.ts'
import { LANGUAGE_COOKIE, LANGUAGES, type Language } from '#lib/core/language.ts'
import { LANGUAGE_NAMES } from './language-names.ts'
import { useLanguage, useText } from './use-text.ts'

/** Keeps the language for pages without a member, and for the first page after the next sign-in. */
export function keepLanguage(language: Language | null): void {
  document.cookie = preferenceCookie(LANGUAGE_COOKIE, language, location.protocol === 'https:')
}

/** The languages, each by its own name, for whoever cannot read the one that is shown. */
export function LanguageSwitch() {
  const t = useText('language')
  const shown = useLanguage()
  const router = useRouter()
  const choose = (language: Language) => {
    keepLanguage(language)
    router.refresh()
  }
  return (
    <div role="group" aria-label={t('label')} className="ml-auto flex gap-1 text-small font-normal">
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === shown}
          onClick={() => choose(language)}
          className="min-h-6 cursor-pointer rounded-control px-1.5 text-fg-3 hover:text-fg-1 aria-pressed:font-medium aria-pressed:text-fg-1"
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </div>
  )
}
