'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Note } from '#components/ui/note.tsx'
import { Panel } from '#components/ui/panel.tsx'

/** Properties of `SecretPanel`. */
export interface SecretPanelProps {
  readonly title: string
  /** What the secret is called: `Credential`. */
  readonly label: string
  readonly secret: string
  /** What to do when it is lost, a full sentence. */
  readonly whenLost: string
  readonly onClose: () => void
  /** Below it: where it goes. */
  readonly children?: ReactNode
}

/** A secret that is shown this once, with what to do with it. */
export function SecretPanel({ title, label, secret, whenLost, onClose, children }: SecretPanelProps) {
  const t = useText('credentials')
  return (
    <Panel
      title={title}
      meta={
        <Button size="small" onClick={onClose}>
          {t('secret.copied')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Note state="degraded">
          {t('secret.once')} {whenLost}
        </Note>
        <CodeBlock caption={label} code={secret} />
        {children}
      </div>
    </Panel>
  )
}
