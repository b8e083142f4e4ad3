'use client'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'

/** Gives the browser a file to keep. */
function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'bailiwick-recovery-codes.txt'
  link.click()
  URL.revokeObjectURL(address)
}

/** Recovery codes to be kept: to read, to copy and to save as a file. */
export function RecoveryCodeList({ codes, email }: { codes: readonly string[]; email: string }) {
  const t = useText('factors')
  const text = `${t('recovery.file', { email })}\n\n${codes.join('\n')}\n`
  return (
    <>
      <ol
        aria-label={t('recovery.list')}
        className="grid gap-y-1.5 rounded-control border border-line bg-inset px-3.5 py-3 font-mono"
      >
        {codes.map((code, i) => (
          <li key={code} className="flex gap-3">
            <span aria-hidden="true" className="w-5 text-right text-fg-3 select-none">
              {i + 1}
            </span>
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <CopyButton kind="default" text={text} label={t('recovery.copy')} />
        <Button size="small" icon="down" onClick={() => save(text)}>
          {t('recovery.download')}
        </Button>
      </div>
    </>
  )
}
