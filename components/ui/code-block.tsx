import { CopyButton } from './copy-button.tsx'

/** Text to copy: a command, a configuration, a key. `caption` says where it goes. */
export function CodeBlock({ caption, code }: { caption: string; code: string }) {
  return (
    <figure className="min-w-0 rounded-control border border-line bg-inset">
      <figcaption className="flex items-center justify-between gap-2 border-b border-line py-1 pr-1 pl-3 text-small text-fg-2">
        {caption}
        <CopyButton text={code} />
      </figcaption>
      {/* Wraps instead of scrolling: all of it is in sight, and copying takes the text as it stands. */}
      <pre className="px-3 py-2.5 font-mono text-small leading-5 wrap-anywhere whitespace-pre-wrap">
        <code>{code}</code>
      </pre>
    </figure>
  )
}
