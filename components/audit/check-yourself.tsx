'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { EvidenceCard } from '#components/ui/evidence-card.tsx'
import { Note } from '#components/ui/note.tsx'

const script = (name: ReactNode): ReactNode => (
  <a href="/verify.mjs" download className="opens">
    {name}
  </a>
)

/** What a stranger needs to check an export without us. */
export function CheckYourself({ publicKeys }: { publicKeys: readonly string[] }) {
  const t = useText('audit')
  const keys = publicKeys.map((key) => `--key ${key}`).join(' ')
  return (
    <EvidenceCard title={t('check.title')}>
      <p className="text-small text-fg-2">{t.rich('check.text', { file: script })}</p>
      <CodeBlock caption={t('check.machine')} code={`node verify.mjs ${keys} audit-….jsonl`} />
      <Note state="unknown">{t('check.compare', { count: publicKeys.length })}</Note>
    </EvidenceCard>
  )
}
