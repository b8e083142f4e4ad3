import { CodeBlock } from '#components/ui/code-block.tsx'
import { EvidenceCard } from '#components/ui/evidence-card.tsx'
import { Note } from '#components/ui/note.tsx'

/** What a stranger needs to check an export without us. */
export function CheckYourself({ publicKeys }: { publicKeys: readonly string[] }) {
  const keys = publicKeys.map((key) => `--key ${key}`).join(' ')
  return (
    <EvidenceCard title="Check it without us">
      <p className="text-small text-fg-2">
        Save “Export to verify” and{' '}
        <a href="/verify.mjs" download className="opens">
          verify.mjs
        </a>
        , one file that needs nothing but Node 20. It recomputes every hash and checks every signature.
      </p>
      <CodeBlock caption="On your machine" code={`node verify.mjs ${keys} audit-….jsonl`} />
      <Note state="unknown">
        Compare the {publicKeys.length === 1 ? 'key' : 'keys, oldest first,'} with what the operator gave you
        by another way: who forges a chain can also print another key here.
      </Note>
    </EvidenceCard>
  )
}
