'use client'
import { useEffect, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from './button.tsx'
import type { ButtonKind } from './button-class.ts'

type Outcome = 'idle' | 'copied' | 'failed'

/** Properties of `CopyButton`. */
export interface CopyButtonProps {
  readonly text: string
  readonly label?: string
  readonly kind?: ButtonKind
}

/** Puts text on the clipboard and says whether that worked: over plain http on a network browsers refuse it. */
export function CopyButton({ text, label, kind = 'ghost' }: CopyButtonProps) {
  const t = useText('ui')
  const [outcome, setOutcome] = useState<Outcome>('idle')
  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => {
      setOutcome('idle')
    }, 2500)
    return () => {
      clearTimeout(timer)
    }
  }, [outcome])
  const copy = () => {
    // Outside a secure context there is no clipboard at all, whatever the types say.
    if (!isSecureContext) {
      setOutcome('failed')
      return
    }
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  }
  return (
    <Button kind={kind} size="small" icon={outcome === 'copied' ? 'tick' : 'copy'} onClick={copy}>
      <span aria-live="polite">{outcome === 'idle' ? (label ?? t('copy.do')) : t(`copy.${outcome}`)}</span>
    </Button>
  )
}
