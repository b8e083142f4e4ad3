'use client'
import { useEffect, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { NEWS, type NewsLine } from '#generated/news.ts'
import { keepSeen, readUnseen } from './news.ts'

/** What users notice of the last changes, first what came since this browser last looked. Loaded on first use. */
export function NewsSheet({ onClose }: { onClose: () => void }) {
  const t = useText('shell')
  const [unseen] = useState(readUnseen)
  useEffect(keepSeen, [])
  const isFirstLook = unseen.size === NEWS.length
  const since = isFirstLook ? [] : NEWS.filter(({ mark }) => unseen.has(mark))
  const rest = NEWS.filter((line) => !since.includes(line))
  return (
    <Drawer isOpen onClose={onClose} title={t('account.news')}>
      {isFirstLook ? null : (
        <DrawerSection title={t('news.since')} meta={String(since.length)}>
          {since.length === 0 ? <p className="text-fg-2">{t('news.nothing')}</p> : <Lines lines={since} />}
        </DrawerSection>
      )}
      {[...Map.groupBy(rest, ({ release, kind }) => `${release}: ${kind.toLowerCase()}`)].map(
        ([title, lines]) => (
          <DrawerSection key={title} title={title} meta={String(lines.length)}>
            <Lines lines={lines} />
          </DrawerSection>
        ),
      )}
    </Drawer>
  )
}

function Lines({ lines }: { lines: readonly NewsLine[] }) {
  return (
    <ul className="flex list-disc flex-col gap-2 pl-4 text-fg-2 marker:text-fg-3">
      {lines.map(({ mark, text }) => (
        <li key={mark} className="wrap-anywhere">
          {partsOf(text).map(({ at, part, isCode }) =>
            isCode ? (
              <code key={at} className="font-mono text-fg-1">
                {part}
              </code>
            ) : (
              part
            ),
          )}
        </li>
      ))}
    </ul>
  )
}

/** A text at its backquotes: every second part is code. */
function partsOf(text: string): readonly { at: number; part: string; isCode: boolean }[] {
  let at = 0
  return text.split('`').map((part, i) => {
    const start = at
    at += part.length + 1
    return { at: start, part, isCode: i % 2 === 1 }
  })
}
