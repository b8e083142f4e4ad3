'use client'
import { useText } from '#components/language/use-text.ts'
import { buttonClass } from '#components/ui/button-class.ts'
import { Icon } from '#components/ui/icon.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { useCommands } from './shell-commands.tsx'

/** Opens the palette, and says by which key that goes faster. A phone has it behind “More”. */
export function PaletteButton() {
  const t = useText('shell')
  const { run } = useCommands()
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      title={t('search')}
      onClick={() => run('palette')}
      className={buttonClass(
        'default',
        'normal',
        'font-normal! text-fg-3! max-xl:aspect-square max-xl:px-0! max-sm:hidden',
      )}
    >
      <Icon name="search" size={14} />
      <span className="mr-14 max-xl:sr-only">{t('search')}</span>
      <span className="max-xl:hidden">
        <Kbd>Ctrl K</Kbd>
      </span>
    </button>
  )
}
