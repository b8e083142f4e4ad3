'use client'
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { forEachDiagnostic, lintKeymap, setDiagnostics, setDiagnosticsEffect } from '@codemirror/lint'
import { EditorState, Prec, type Extension } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { PromQLExtension, newCompleteStrategy, type PrometheusClient } from '@prometheus-io/codemirror-promql'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { editorLook } from './editor-look.ts'
import { faultSpan, type EngineFault } from './engine-fault.ts'
import { isRefused } from './not-evaluated.ts'

/** Properties of `PromqlEditor`. */
export interface PromqlEditorProps {
  /** What the box is called; spoken. */
  readonly label: string
  /** Id of the line that says what is wrong with it. */
  readonly describedBy: string
  readonly value: string
  readonly names: PrometheusClient
  /** What the engine said about this very text; null when nothing. */
  readonly fault: EngineFault | null
  readonly onChange: (text: string) => void
  readonly onRun: () => void
}

/** The nonce of the document: scripts keep it as a property when the attribute is hidden. A new address keeps the old one. */
const nonceOf = (): string => document.querySelector<HTMLElement>('script[nonce]')?.nonce ?? ''

/** Names for completion without those that the engine would refuse. Metrics and labels may be called anything. */
function completion(names: PrometheusClient) {
  const strategy = newCompleteStrategy({ remote: names })
  return {
    async promQL(context: CompletionContext): Promise<CompletionResult | null> {
      const result = await strategy.promQL(context)
      if (result === null) return null
      const options = result.options.filter(
        ({ label, type }) => type === 'constant' || type === 'text' || !isRefused(label),
      )
      return { ...result, options }
    },
  }
}

interface Parts extends Pick<PromqlEditorProps, 'label' | 'describedBy' | 'names'> {
  /** What the editor itself says, by its own English. */
  readonly phrases: Readonly<Record<string, string>>
  readonly onText: (text: string) => void
  readonly onRun: () => void
  /** Called once somebody has set what is marked as wrong. */
  readonly onMarks: (view: EditorView) => void
}

function extensionsOf({ label, describedBy, names, phrases, onText, onRun, onMarks }: Parts): Extension {
  const promql = new PromQLExtension().setComplete({ completeStrategy: completion(names) })
  return [
    EditorView.cspNonce.of(nonceOf()),
    EditorState.phrases.of(phrases),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': describedBy,
      spellcheck: 'false',
      autocapitalize: 'off',
    }),
    // First of all keys: the default for Ctrl-Enter inserts a line.
    Prec.highest(
      keymap.of([
        {
          key: 'Mod-Enter',
          run: (view) => {
            // What ran is what stands there: nothing is left to be completed.
            closeCompletion(view)
            onRun()
            return true
          },
        },
      ]),
    ),
    history(),
    closeBrackets(),
    bracketMatching(),
    autocompletion({ icons: false }),
    // Tab stays with the page, so that nobody is held in the box.
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
    placeholder('up'),
    EditorView.lineWrapping,
    promql.asExtension(),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onText(update.state.doc.toString())
      const effects = update.transactions.flatMap((transaction) => transaction.effects)
      if (effects.some((effect) => effect.is(setDiagnosticsEffect))) onMarks(update.view)
    }),
    editorLook,
  ]
}

/** What the parts of the editor say to a screen reader. */
const phrasesOf = (t: Text<'explore'>): Readonly<Record<string, string>> => ({
  Completions: t('editor.completions'),
  Diagnostics: t('editor.diagnostics'),
  'No diagnostics': t('editor.noDiagnostics'),
  close: t('editor.close'),
})

/** Marks what the engine refused, unless it is marked. */
function markFault(view: EditorView, fault: EngineFault): void {
  const { message, place } = fault
  let isMarked = place === null
  forEachDiagnostic(view.state, (diagnostic) => {
    isMarked ||= diagnostic.message === message
  })
  if (isMarked || place === null) return
  const span = faultSpan(view.state.doc.toString(), place)
  view.dispatch(setDiagnostics(view.state, [{ ...span, severity: 'error', message }]))
}

/** A box for one PromQL expression, with completion of names in scope. Only ever imported lazily: it is 130 kB of script. */
export function PromqlEditor(props: PromqlEditorProps) {
  const { label, describedBy, names, value, fault } = props
  const t = useText('explore')
  const place = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<EditorView | null>(null)
  const onText = useEffectEvent((text: string) => props.onChange(text))
  const onRun = useEffectEvent(() => props.onRun())
  const firstText = useEffectEvent(() => value)
  // The linter of the editor looks a moment after the last key, and takes away every mark that is not its own.
  const onMarks = useEffectEvent((marked: EditorView) => {
    if (fault !== null) queueMicrotask(() => markFault(marked, fault))
  })
  useEffect(() => {
    if (place.current === null) return
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: firstText(),
        extensions: extensionsOf({
          label,
          describedBy,
          names,
          phrases: phrasesOf(t),
          onText: (text) => onText(text),
          onRun: () => onRun(),
          onMarks: (marked) => onMarks(marked),
        }),
      }),
    })
    setView(made)
    return () => {
      made.destroy()
      setView(null)
    }
  }, [t, label, describedBy, names])
  useEffect(() => {
    // What came from elsewhere: the address, the history.
    if (view === null || view.state.doc.toString() === value) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } })
  }, [view, value])
  useEffect(() => {
    if (view === null) return
    view.dom.classList.toggle('is-refused', fault !== null)
    if (fault !== null) markFault(view, fault)
  }, [view, fault])
  return <div ref={place} className="min-w-0 grow" />
}
