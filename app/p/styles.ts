/**
 * The night theme of components/ui/tokens.css, of which this page uses these: a phone that wakes somebody shows one
 * theme, and has no time for the whole style sheet. A test compares the values.
 */
export const NIGHT_TOKENS: Readonly<Record<string, string>> = {
  canvas: 'oklch(0.125 0.004 60)',
  panel: 'oklch(0.158 0.005 60)',
  raised: 'oklch(0.2 0.006 60)',
  line: 'oklch(0.245 0.006 60)',
  'line-strong': 'oklch(0.35 0.01 215)',
  'fg-1': 'oklch(0.885 0.012 75)',
  'fg-2': 'oklch(0.735 0.012 75)',
  'fg-3': 'oklch(0.65 0.012 75)',
  ink: 'oklch(0.86 0.014 75)',
  'on-ink': 'oklch(0.16 0.006 60)',
  focus: 'oklch(0.78 0.13 236)',
  ok: 'oklch(0.79 0.105 168)',
  'ok-soft': 'oklch(0.26 0.032 170)',
  'ok-line': 'oklch(0.42 0.06 168)',
  degraded: 'oklch(0.84 0.135 82)',
  'degraded-soft': 'oklch(0.275 0.042 78)',
  'degraded-line': 'oklch(0.47 0.08 78)',
  down: 'oklch(0.735 0.158 27)',
  'down-soft': 'oklch(0.268 0.062 25)',
  'down-line': 'oklch(0.47 0.12 26)',
  unknown: 'oklch(0.76 0.008 230)',
  learning: 'oklch(0.8 0.09 318)',
  stale: 'oklch(0.79 0.055 78)',
  maint: 'oklch(0.79 0.065 262)',
  'p0-bg': 'oklch(0.66 0.19 27)',
  'p0-fg': 'oklch(0.13 0.01 27)',
  'p1-bg': 'oklch(0.37 0.085 48)',
  'p1-fg': 'oklch(0.88 0.08 68)',
  'p2-line': 'oklch(0.66 0.11 76)',
  'p2-fg': 'oklch(0.85 0.11 82)',
  'p3-line': 'oklch(0.55 0.012 215)',
  'p3-fg': 'oklch(0.79 0.008 215)',
  'cat-1': 'oklch(0.64 0.12 249)',
}

const tokens = Object.entries(NIGHT_TOKENS)
  .map(([name, value]) => `--bw-${name}:${value}`)
  .join(';')

/** The style of the page: one column, its one action where the thumb is. */
export const PHONE_STYLES = `
:root{color-scheme:dark;${tokens};--k:var(--bw-canvas);
--sans:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;--mono:ui-monospace,'SF Mono',Menlo,monospace}
*{box-sizing:border-box;margin:0;padding:0}
[hidden]{display:none!important}
html{background:var(--bw-canvas);color:var(--bw-fg-1);font:400 15px/22px var(--sans);font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
body{min-height:100dvh;max-width:480px;margin:0 auto;display:flex;flex-direction:column}
svg{display:block;flex:none}ol{list-style:none}b{font-weight:600}
:focus-visible{outline:2px solid var(--bw-focus);outline-offset:2px}
header{height:52px;padding:0 16px;display:flex;align-items:center;gap:10px;border-bottom:1px solid var(--bw-line);font-weight:500}
header .live{margin-left:auto;display:flex;align-items:center;gap:6px}
header .live svg,header .live .off{display:none}
[data-live=live] .live .on,[data-live=off] .live .off{display:block}
[data-live=live] .live .on{color:var(--bw-ok)}
small,.sm{font-size:14px;line-height:20px;font-weight:400;color:var(--bw-fg-3)}
.live{font-size:14px;font-weight:400;color:var(--bw-fg-2)}
section{padding:14px 16px;border-bottom:1px solid var(--bw-line)}
.row{display:flex;align-items:center;gap:8px;flex-wrap:wrap}
.between{display:flex;justify-content:space-between;align-items:flex-end;gap:16px}
h1{font-size:22px;line-height:28px;font-weight:600;letter-spacing:-.016em;margin-top:10px;overflow-wrap:anywhere}
h1+p{color:var(--bw-fg-2);margin-top:4px;overflow-wrap:anywhere}
h2{font-size:17px;line-height:24px;font-weight:600}
.sev{font:600 11px/16px var(--mono);min-width:26px;padding:0 5px;border:1px solid transparent;border-radius:3px;text-align:center}
.P0{background:var(--bw-p0-bg);color:var(--bw-p0-fg)}.P1{background:var(--bw-p1-bg);color:var(--bw-p1-fg);border-color:currentColor}
.P2{color:var(--bw-p2-fg);border-color:var(--bw-p2-line)}.P3{color:var(--bw-p3-fg);border:1px dashed var(--bw-p3-line)}
.badge{display:inline-flex;align-items:center;gap:5px;min-height:20px;padding:0 7px;border:1px solid var(--bw-line-strong);border-radius:3px;background:var(--bw-raised);color:var(--bw-fg-2);font-size:12px;line-height:18px;font-weight:500}
.healthy{color:var(--bw-ok)}.degraded{color:var(--bw-degraded)}.down{color:var(--bw-down)}.unknown{color:var(--bw-unknown)}
.learning{color:var(--bw-learning)}.stale{color:var(--bw-stale)}.maintenance{color:var(--bw-maint)}
.badge.down{background:var(--bw-down-soft);border-color:var(--bw-down-line);--k:var(--bw-down-soft)}
.badge.degraded{background:var(--bw-degraded-soft);border-color:var(--bw-degraded-line);--k:var(--bw-degraded-soft)}
.count{font:500 34px/40px var(--mono);letter-spacing:-.04em}
.wait{width:120px;text-align:right}.wait svg{width:120px;height:6px;margin-bottom:8px}
.told{display:flex;gap:12px;align-items:flex-start}.told h2+p{margin-top:4px}
.tint-degraded{background:var(--bw-degraded-soft);border-color:var(--bw-degraded-line);--k:var(--bw-degraded-soft)}
.tint-ok{background:var(--bw-ok-soft);border-color:var(--bw-ok-line);--k:var(--bw-ok-soft)}
.tint-down{background:var(--bw-down-soft);border-color:var(--bw-down-line);--k:var(--bw-down-soft)}
.told+.between{margin-top:12px}.told+.between>.sm{text-align:right;color:var(--bw-fg-2)}
.steps{margin:14px -16px -14px;padding:8px 16px;background:var(--bw-canvas);border-top:1px solid var(--bw-degraded-line);--k:var(--bw-canvas)}
.steps li{display:flex;gap:12px;align-items:center;padding:6px 0;color:var(--bw-fg-2)}
.steps li span:last-child{margin-left:auto;font-size:14px;color:var(--bw-fg-3)}
dl{display:grid;grid-template-columns:auto 1fr;gap:10px 16px;font-size:14px}
dt{color:var(--bw-fg-2)}dd{text-align:right;font-weight:500;overflow-wrap:anywhere}
dd li{display:flex;justify-content:flex-end;gap:10px}dd li span+span{font-weight:400;color:var(--bw-fg-3)}
.story li{display:flex;justify-content:space-between;gap:16px;padding:5px 0;font-size:14px;overflow-wrap:anywhere}
.story li span+span{flex:none;color:var(--bw-fg-3);font-family:var(--mono);font-size:13px}
footer{position:sticky;bottom:0;margin-top:auto;border-top:1px solid var(--bw-line-strong);background:var(--bw-panel);padding:12px 16px max(26px,env(safe-area-inset-bottom))}
button,.open{display:flex;align-items:center;justify-content:center;gap:8px;width:100%;border-radius:6px;border:1px solid var(--bw-line-strong);font:500 15px/22px var(--sans);text-decoration:none;color:var(--bw-fg-1);background:var(--bw-panel);touch-action:manipulation}
button{height:60px;font-size:17px;font-weight:600;background:var(--bw-ink);border-color:var(--bw-ink);color:var(--bw-on-ink)}
button svg{display:none}
.open{height:48px;margin-top:8px}
[data-action=sending] button{opacity:.7}
[data-action=queued] button{background:none;border:1px dashed var(--bw-degraded-line);color:var(--bw-fg-1)}
[data-action=queued] button svg{display:block}
[data-action=none] form{display:none}
[data-action=none] .open{height:60px;margin-top:0;font-size:17px;font-weight:600}
`
