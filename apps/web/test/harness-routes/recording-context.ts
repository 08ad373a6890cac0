import type { Ctx } from '../../src/map/drawing/text';

/** One call on a context, with the styles in force. */
export interface Drawn {
  readonly call: string;
  readonly args: readonly unknown[];
  readonly fill: string;
  readonly stroke: string;
  readonly lineWidth: number;
  readonly dashed: boolean;
}

const fontSize = (font: unknown): number => Number(/([\d.]+)px/.exec(String(font))?.[1] ?? 12);

/** A 2D context that draws nothing and remembers everything; letters are as wide as Geist Sans has them on average. */
export function recordingContext(): {
  readonly ctx: Ctx;
  readonly drawn: readonly Drawn[];
  texts(): readonly string[];
} {
  const drawn: Drawn[] = [];
  const state: Record<string, unknown> = { fillStyle: '', strokeStyle: '', lineWidth: 1, globalAlpha: 1 };
  let dash: readonly number[] = [];
  const call =
    (name: string) =>
    (...args: unknown[]) => {
      if (name === 'measureText') return { width: String(args[0]).length * fontSize(state['font']) * 0.48 };
      if (name === 'setLineDash') dash = args[0] as readonly number[];
      drawn.push({
        call: name,
        args,
        fill: String(state['fillStyle']),
        stroke: String(state['strokeStyle']),
        lineWidth: Number(state['lineWidth']),
        dashed: dash.length > 0,
      });
      return undefined;
    };
  const ctx = new Proxy(state, {
    get: (target, name) => (name in target ? target[String(name)] : call(String(name))),
    set: (target, name, value) => ((target[String(name)] = value), true),
  });
  const texts = () => drawn.filter((one) => one.call === 'fillText').map((one) => String(one.args[0]));
  return { ctx: ctx as unknown as Ctx, drawn, texts };
}
