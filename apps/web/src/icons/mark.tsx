import type { Mark } from '../worker/messages';
import { Icon, type IconName } from './icon';

const ICONS: Readonly<Partial<Record<Mark, IconName>>> = {
  service: 'service',
  entry: 'routes',
  namespace: 'tag',
  range: 'subnets',
  policy: 'policy',
};

/** The sign before a name: the same shapes and colours as on the map. Always beside its word, so hidden from readers. */
export function MarkSign({ mark, size = 12 }: { readonly mark: Mark; readonly size?: number }) {
  const icon = ICONS[mark];
  if (icon) return <Icon name={icon} size={Math.round(size * 1.25)} />;
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <Shape mark={mark} />
    </svg>
  );
}

function Shape({ mark }: { readonly mark: Mark }) {
  switch (mark) {
    case 'ok':
      return <rect width="12" height="12" rx="2.5" fill="var(--ok)" />;
    case 'pending':
      return <path d="M6 .5 12 11.5H0z" fill="var(--pending)" />;
    case 'bad':
      return (
        <>
          <rect width="12" height="12" rx="2.5" fill="var(--bad)" />
          <path d="m3.5 3.5 5 5m0-5-5 5" stroke="var(--on-other)" strokeWidth="1.8" />
        </>
      );
    case 'unknown':
      return (
        <>
          <rect
            x=".6"
            y=".6"
            width="10.8"
            height="10.8"
            rx="2.5"
            fill="none"
            stroke="var(--unknown)"
            strokeWidth="1.2"
          />
          <path d="M1 6l5-5M1 11 11 1M6 11l5-5" stroke="var(--unknown)" strokeWidth="1.2" />
        </>
      );
    case 'leaving':
      return <Dashed colour="var(--leaving)" />;
    case 'done':
    case 'free':
      return <Dashed colour="var(--control)" />;
    case 'node':
      return <circle cx="6" cy="6" r="4.5" fill="none" stroke="var(--control)" strokeWidth="2" />;
    case 'node-not-ready':
      return <path d="M1 1h10v10H1zM1 1l10 10M11 1 1 11" fill="none" stroke="var(--bad)" strokeWidth="1.5" />;
    default:
      return <rect x="1" y="1" width="10" height="10" rx="2.5" fill="none" stroke="var(--control)" strokeWidth="1.5" />;
  }
}

function Dashed({ colour }: { readonly colour: string }) {
  return (
    <rect
      x="1"
      y="1"
      width="10"
      height="10"
      rx="2"
      fill="none"
      stroke={colour}
      strokeWidth="1.5"
      strokeDasharray="3 2"
    />
  );
}
