import { MarkSign } from '../icons/mark';
import type { LegendMark } from '../map/view';
import type { Mark } from '../worker/messages';

const PODS: Readonly<Partial<Record<LegendMark, Mark>>> = {
  'pod-ok': 'ok',
  'pod-pending': 'pending',
  'pod-bad': 'bad',
  'pod-unknown': 'unknown',
  'pod-leaving': 'leaving',
  'node-not-ready': 'node-not-ready',
};

/** The map's mark, small, as it stands in the legend. */
export function LegendSign({ mark, colour }: { readonly mark: LegendMark; readonly colour?: string | undefined }) {
  const pod = PODS[mark];
  if (pod) return <MarkSign mark={pod} />;
  const wide = mark === 'overlay' || mark === 'local';
  return (
    <svg
      width={wide ? 16 : 12}
      height="12"
      viewBox={wide ? '0 0 16 12' : '0 0 12 12'}
      aria-hidden="true"
      focusable="false"
    >
      <Shape mark={mark} colour={colour} />
    </svg>
  );
}

function Shape({ mark, colour }: { readonly mark: LegendMark; readonly colour?: string | undefined }) {
  switch (mark) {
    case 'pod-new':
      return (
        <>
          <rect width="12" height="12" rx="2.5" fill="var(--added)" />
          <path d="M6 3v6M3 6h6" stroke="var(--bg)" strokeWidth="1.8" />
        </>
      );
    case 'free':
      return <rect width="12" height="12" rx="2.5" fill={colour ?? 'var(--lot)'} />;
    case 'nearly-full':
      return (
        <>
          <rect x=".6" y=".6" width="10.8" height="10.8" rx="2" fill="none" stroke="var(--pending)" strokeWidth="1.2" />
          <path d="m1 7 6-6M2 11l9-9M6 11l5-5" stroke="var(--pending)" strokeWidth="1.5" />
        </>
      );
    case 'interface':
      return <circle cx="6" cy="6" r="4.8" fill="none" stroke="var(--control)" strokeWidth="1.8" />;
    case 'tunnel-end':
      return (
        <>
          <circle cx="6" cy="6" r="5.2" fill="none" stroke="var(--control)" strokeWidth="1.4" />
          <circle cx="6" cy="6" r="2.2" fill="none" stroke="var(--control)" strokeWidth="1.4" />
        </>
      );
    case 'bridge':
      return <circle cx="6" cy="6" r="3.8" fill="var(--control)" />;
    case 'overlay':
      return <path d="M1 4h14M1 8h14" stroke="var(--accent)" strokeWidth="1.5" />;
    case 'local':
      return <path d="M1 4h14M1 8h14" stroke="var(--wire)" strokeWidth="1.5" />;
    default:
      return <rect width="12" height="12" rx="2.5" fill={colour ?? 'var(--ok)'} />;
  }
}
