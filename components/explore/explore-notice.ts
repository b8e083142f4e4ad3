import type { Text } from '#components/language/use-text.ts'

/** What of an address of the explore page could not be used. */
export type ExploreNotice =
  | { readonly what: 'unknown'; readonly name: string }
  | { readonly what: 'many'; readonly given: number; readonly shown: number }
  | { readonly what: 'long' }
  | { readonly what: 'fine'; readonly step: string }

/** The same as a whole sentence, which says what is shown instead. */
export function noticeText(t: Text<'explore'>, notice: ExploreNotice): string {
  switch (notice.what) {
    case 'unknown':
      return t('notice.unknown', { name: notice.name })
    case 'many':
      return t('notice.many', { given: notice.given, shown: notice.shown })
    case 'long':
      return t('notice.long')
    case 'fine':
      return t('notice.fine', { step: notice.step })
  }
}
