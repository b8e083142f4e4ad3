'use client'
import { AppLink } from '#components/ui/app-link.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { ConnectionIndicator } from '#components/ui/connection-indicator.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { CsvButton } from '#components/ui/csv-button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { ICON_PATHS, type IconName } from '#components/ui/icon-paths.ts'
import { Logo } from '#components/ui/logo.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { FigureSkeleton } from '#components/ui/skeleton.tsx'
import { StepList } from '#components/ui/step-list.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Age, ClockTime, Moment, ZoneName } from '#components/ui/time.tsx'
import { KitBlock } from './kit-block.tsx'

const isIcon = (name: string): name is IconName => name in ICON_PATHS
const ICONS = Object.keys(ICON_PATHS).filter((name) => isIcon(name))

const COLOURS = [
  {
    label: 'Surface: inset, canvas, panel, raised, overlay',
    of: 'fill-inset fill-canvas fill-panel fill-raised fill-overlay',
  },
  { label: 'Text 1, 2, 3, accent, ink', of: 'fill-fg-1 fill-fg-2 fill-fg-3 fill-accent fill-ink' },
  {
    label: 'Categorical 1 to 8, used in this order',
    of: 'fill-cat-1 fill-cat-2 fill-cat-3 fill-cat-4 fill-cat-5 fill-cat-6 fill-cat-7 fill-cat-8',
  },
  {
    label: 'Sequential, low to high',
    of: 'fill-seq-1 fill-seq-2 fill-seq-3 fill-seq-4 fill-seq-5 fill-seq-6 fill-seq-7',
  },
  {
    label: 'Diverging, under to over',
    of: 'fill-div-1 fill-div-2 fill-div-3 fill-div-4 fill-div-5 fill-div-6 fill-div-7',
  },
].map(({ label, of }) => ({ label, fills: of.split(' ') }))

/** The colours by their roles. */
export function ColourSection() {
  return (
    <KitBlock name="colours">
      <Panel title="Colour" meta="roles, every theme">
        <div className="flex flex-col gap-3">
          {COLOURS.map(({ label, fills }) => (
            <figure key={label}>
              <figcaption className="mb-1 text-small text-fg-2">{label}</figcaption>
              <svg aria-hidden="true" width="100%" height="22" className="block border border-line">
                {fills.map((fill, at) => (
                  <rect
                    key={fill}
                    x={`${(100 * at) / fills.length}%`}
                    width={`${100 / fills.length}%`}
                    height="22"
                    className={fill}
                  />
                ))}
              </svg>
            </figure>
          ))}
        </div>
      </Panel>
    </KitBlock>
  )
}

/** Small parts: members, icons, times, paths, snippets, connection. */
export function PartSection({ now }: { now: string }) {
  return (
    <KitBlock name="parts">
      <div className="grid items-start gap-4 lg:grid-cols-3">
        <Panel title="Members and marks">
          <div className="flex flex-col gap-3">
            <p className="flex items-center gap-2.5">
              <Avatar name="First Member" size="small" />
              <Avatar name="Second Member" />
              <Avatar name="Mei Lin Tan" size="large" />
              <Logo />
              <span className="text-small text-fg-2">each stands beside its name</span>
            </p>
            <div className="flex flex-wrap gap-2 text-fg-2">
              {ICONS.map((name) => (
                <Icon key={name} name={name} size={16} />
              ))}
            </div>
            <p>
              <TextLink href="/kit#parts">A link in a sentence</TextLink>,{' '}
              <AppLink href="/kit#parts">and one without a look of its own</AppLink>
            </p>
          </div>
        </Panel>
        <Panel title="Times and freshness">
          <div className="flex flex-col gap-2">
            <p className="flex flex-wrap gap-x-4">
              <Moment at={now} />
              <ClockTime at={now} />
              <ZoneName />
              <Age at={now} />
            </p>
            <p className="flex flex-wrap gap-4">
              <ConnectionIndicator kind="live" ageSeconds={4} />
              <ConnectionIndicator kind="connecting" ageSeconds={null} />
              <ConnectionIndicator kind="delayed" ageSeconds={120} />
              <ConnectionIndicator kind="offline" ageSeconds={400} />
            </p>
            <FigureSkeleton />
            <StepList
              steps={[
                { title: 'Create a source', text: 'It gets a credential of its own.' },
                { title: 'Send a sample', text: 'The first one is shown here.' },
              ]}
            />
          </div>
        </Panel>
        <Panel title="Snippets">
          <div className="flex flex-col gap-3">
            <CodeBlock caption="A command" code="npm run audit:verify -- --scope operator" />
            <p className="flex flex-wrap gap-2">
              <CopyButton text="sample" label="Copy address" kind="default" />
              <CsvButton name="sample.csv" text={() => 'a,b\n1,2\n'} />
            </p>
          </div>
        </Panel>
      </div>
    </KitBlock>
  )
}
