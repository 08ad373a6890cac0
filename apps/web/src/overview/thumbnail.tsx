import { memo, useId } from 'react';
import type { Thumbnail as Tiles } from '@netkaart/protocol';
import { MARGIN, SIDE, thumbnailShapes, type ThumbnailShapes, type TileMark } from './thumbnail-shapes';
import styles from './thumbnail.module.css';

interface Props {
  readonly thumbnail: Tiles;
  /** Nobody knows whether it is still so: blocks are hatched, without marks. */
  readonly stale: boolean;
  /** Some node is not ready: blocks whose pods' state is unknown get the node's mark. */
  readonly nodesNotReady: boolean;
  readonly label: string;
  /** The least width it is shown at. */
  readonly sidePx: number;
}

/** The pod range of a cluster in address order, as the subnet map has it from far away. */
export const Thumbnail = memo(function Thumbnail({ thumbnail, stale, nodesNotReady, label, sidePx }: Props) {
  const hatch = `hatch-${useId()}`;
  const shapes = thumbnailShapes(thumbnail, sidePx);
  return (
    <svg
      className={styles.thumbnail}
      viewBox={`${-MARGIN} ${-MARGIN} ${SIDE + 2 * MARGIN} ${SIDE + 2 * MARGIN}`}
      role="img"
      aria-label={label}
    >
      {thumbnail.side > 8 ? (
        <path d={shapes.lots} fill="var(--lot)" />
      ) : (
        <path d={shapes.lots} fill="none" stroke="var(--hairline)" strokeOpacity={0.7} strokeWidth={1} />
      )}
      {stale ? (
        <>
          <HatchPattern id={hatch} scale={sidePx < 60 ? 2 : 1} />
          <path d={shapes.steps.join('')} fill={`url(#${hatch})`} />
        </>
      ) : (
        <>
          {shapes.steps.map((path, step) => path && <path key={step} d={path} fill={`var(--ramp-${step})`} />)}
          <Marks marks={shapes.marks} nodesNotReady={nodesNotReady} />
        </>
      )}
    </svg>
  );
});

function HatchPattern({ id, scale }: { readonly id: string; readonly scale: number }) {
  return (
    <pattern id={id} width={3} height={3} patternUnits="userSpaceOnUse" patternTransform={`rotate(45) scale(${scale})`}>
      <rect width={3} height={3} fill="var(--lot)" />
      <rect width={1.3} height={3} fill="var(--unknown)" />
    </pattern>
  );
}

/** All marks of a kind are one path, so that 256 troubles cost no more than one. */
function Marks({ marks, nodesNotReady }: Pick<ThumbnailShapes, 'marks'> & { readonly nodesNotReady: boolean }) {
  const of = (mark: TileMark, draw: (x: number, y: number, size: number) => string) =>
    marks.flatMap((each) => (each.mark === mark ? [draw(each.x, each.y, each.size)] : [])).join('');
  const unknown = nodesNotReady ? 'var(--bad)' : 'var(--unknown)';
  return (
    <>
      <path d={of('pending', triangle)} fill="var(--pending)" stroke="var(--bg)" strokeWidth={0.75} />
      <path d={of('unknown', square)} fill="var(--bg)" stroke={unknown} strokeWidth={1.2} />
      <path d={of('unknown', nodesNotReady ? cross(0) : slashes)} stroke={unknown} strokeWidth={1.2} />
      <path d={of('bad', square)} fill="var(--bad)" stroke="var(--bg)" strokeWidth={0.75} />
      <path d={of('bad', cross(0.27))} stroke="var(--on-other)" strokeWidth={1.25} />
    </>
  );
}

function square(x: number, y: number, size: number): string {
  return `M${x} ${y}h${size}v${size}h${-size}z`;
}

function triangle(x: number, y: number, size: number): string {
  return `M${x + size / 2} ${y}l${size / 2} ${size}h${-size}z`;
}

function slashes(x: number, y: number, size: number): string {
  return `M${x} ${y + size / 2}l${size / 2} ${-size / 2}M${x} ${y + size}l${size} ${-size}M${x + size / 2} ${y + size}l${size / 2} ${-size / 2}`;
}

function cross(inset: number): (x: number, y: number, size: number) => string {
  return (x, y, size) => {
    const [from, length] = [size * inset, size * (1 - 2 * inset)];
    return `M${x + from} ${y + from}l${length} ${length}m${-length} 0l${length} ${-length}`;
  };
}
