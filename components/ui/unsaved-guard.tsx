'use client'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { ConfirmDialog } from './dialog.tsx'
import { AskFirstContext, hasUnsaved, leavesPage, letGo, markTyped, type AskFirst } from './unsaved-forms.ts'

interface Question {
  readonly within: ParentNode
  readonly proceed: () => void
}

/** A click that opens its link here; with a modifier or another button it opens elsewhere, and nothing is lost. */
const opensHere = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

function linkOf({ target }: Event): HTMLAnchorElement | null {
  const link = target instanceof Element ? target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement)) return null
  return link.target === '_blank' || link.hasAttribute('download') ? null : link
}

/** Asks before links, back and forward, and reloads: each while a form of the page holds text that was not sent. */
function useLeavingAsked(ask: AskFirst): void {
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      const link = event.defaultPrevented || !opensHere(event) ? null : linkOf(event)
      if (link === null || !leavesPage(link.href, location.href) || !hasUnsaved()) return
      event.preventDefault()
      event.stopPropagation()
      ask(document, () => link.click())
    }
    const onNavigate = (event: NavigateEvent): void => {
      const { key, url } = event.destination
      const isAsked =
        event.navigationType === 'traverse' && event.cancelable && leavesPage(url, location.href)
      if (!isAsked || !hasUnsaved()) return
      event.preventDefault()
      ask(document, () => navigation.traverseTo(key))
    }
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (hasUnsaved()) event.preventDefault()
    }
    document.addEventListener('click', onClick, true)
    document.addEventListener('input', markTyped, true)
    addEventListener('beforeunload', onUnload)
    // Older browsers cannot be asked to stay when somebody goes back; there the text is lost as it always was.
    const history = 'navigation' in window ? navigation : null
    history?.addEventListener('navigate', onNavigate)
    return () => {
      document.removeEventListener('click', onClick, true)
      document.removeEventListener('input', markTyped, true)
      removeEventListener('beforeunload', onUnload)
      history?.removeEventListener('navigate', onNavigate)
    }
  }, [ask])
}

/** Asks before text that was typed and not sent is lost: by closing its dialog, by leaving its page, by a reload. */
export function UnsavedGuard({ children }: { children: ReactNode }) {
  const t = useText('ui')
  const [question, setQuestion] = useState<Question | null>(null)
  const ask = useCallback<AskFirst>((within, proceed) => {
    if (hasUnsaved(within)) setQuestion({ within, proceed })
    else proceed()
  }, [])
  useLeavingAsked(ask)
  const discard = () => {
    if (question === null) return
    letGo(question.within)
    setQuestion(null)
    question.proceed()
  }
  return (
    <AskFirstContext value={ask}>
      {children}
      <ConfirmDialog
        isOpen={question !== null}
        onClose={() => setQuestion(null)}
        onConfirm={discard}
        title={t('unsaved.title')}
        confirmLabel={t('unsaved.discard')}
        cancelLabel={t('unsaved.keep')}
      >
        {t('unsaved.text')}
      </ConfirmDialog>
    </AskFirstContext>
  )
}
