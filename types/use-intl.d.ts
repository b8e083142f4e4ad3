import type { Messages } from '#components/language/english.ts'
import type { Language } from '#lib/core/language.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language
    Messages: Messages
  }
}
