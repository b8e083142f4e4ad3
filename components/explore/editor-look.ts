import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const look = EditorView.theme({
  '&': {
    backgroundColor: 'var(--bw-panel)',
    color: 'var(--bw-fg-1)',
    border: '1px solid var(--bw-line-control)',
    borderRadius: '4px',
    fontSize: '13px',
  },
  '&.cm-focused': { outline: '2px solid var(--bw-focus)', outlineOffset: '1px' },
  '&.is-refused': { borderColor: 'var(--bw-down)' },
  '.cm-scroller': { fontFamily: 'var(--bw-font-mono)', lineHeight: '20px', overflow: 'auto' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--bw-fg-1)', minHeight: '32px' },
  '.cm-line': { padding: '0 10px' },
  '.cm-placeholder': { color: 'var(--bw-fg-3)' },
  '.cm-cursor': { borderLeftColor: 'var(--bw-fg-1)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--bw-accent-soft)',
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--bw-raised)',
    outline: '1px solid var(--bw-line-strong)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--bw-overlay)',
    color: 'var(--bw-fg-1)',
    border: '1px solid var(--bw-line-strong)',
    borderRadius: '4px',
    boxShadow: 'var(--bw-shadow-pop)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--bw-font-mono)',
    fontSize: '12px',
    maxWidth: 'min(560px, calc(100vw - 32px))',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px', lineHeight: '18px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--bw-accent-soft)',
    color: 'var(--bw-fg-1)',
  },
  '.cm-completionDetail': { color: 'var(--bw-fg-3)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionInfo': { fontSize: '12px', lineHeight: '16px', maxWidth: '320px', padding: '8px 10px' },
  '.cm-diagnostic': { padding: '6px 10px', fontSize: '12px', borderLeftWidth: '3px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bw-down)' },
})

// Weight and tone, no hue: colour has other work to do on a page with a chart.
const words = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--bw-fg-3)', fontStyle: 'italic' },
  { tag: [tags.string, tags.number, tags.labelName], color: 'var(--bw-fg-2)' },
  { tag: [tags.function(tags.variableName), tags.operatorKeyword], fontWeight: '600' },
  { tag: [tags.modifier, tags.logicOperator, tags.keyword], fontWeight: '500', fontStyle: 'italic' },
])

/** How the editor looks: the tokens of the page, in both themes and at night. */
export const editorLook = [look, syntaxHighlighting(words)]
