'use client'
import { useText } from '#components/language/use-text.ts'
import { classNames } from '#components/ui/class-names.ts'
import { useHasNews } from './news.ts'

/** A dot on what leads to the news, while there is some; `className` says where on it. */
export function NewsMark({ className }: { className: string }) {
  const t = useText('shell')
  if (!useHasNews()) return null
  return (
    <span className={classNames('absolute size-[7px] rounded-full bg-accent', className)}>
      <span className="sr-only">{t('news.mark')}</span>
    </span>
  )
}
