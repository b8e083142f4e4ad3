import { encodeQR } from 'qr'
import { qrPath } from './qr-path.ts'

/** A QR code, always dark on light, because cameras want it so. `label` says what scanning it does. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = qrPath(encodeQR(text, 'raw', { border: 2 }))
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 rounded-control"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
