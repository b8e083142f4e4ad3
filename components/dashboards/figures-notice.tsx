'use client'
import { useText } from '#components/language/use-text.ts'
import { ExplainNotice } from '#components/ui/explain-notice.tsx'
import type { FigureName } from './figure-names.ts'

/** Says so when the address names a number that this page does not have; `names` are those it has. */
export function FiguresNotice({ names }: { names: readonly FigureName[] }) {
  const t = useText('dashboards')
  return <ExplainNotice numbers={names.map((name) => ({ name, label: t(`figure.${name}`) }))} />
}
