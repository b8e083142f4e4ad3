'use client'
import { usePathname } from 'next/navigation'
import { useText } from '#components/language/use-text.ts'
import { aboutPage } from './about-page.ts'
import { useCommands } from './shell-commands.tsx'
import { useScope } from './shell-context.tsx'

/** Opens what explains the page in view, at the end of what its header says. */
export function AboutButton() {
  const t = useText('shell')
  const { run } = useCommands()
  if (aboutPage(usePathname(), useScope()?.kind ?? 'tenant') === null) return null
  return (
    <button type="button" aria-haspopup="dialog" className="opens min-h-6" onClick={() => run('about')}>
      {t('command.about')}
    </button>
  )
}
