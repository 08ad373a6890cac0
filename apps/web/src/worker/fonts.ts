import { type FontSource } from './messages';

/** Both workers and documents have one. */
interface FontHome {
  readonly fonts?: { add(face: FontFace): unknown };
}

/** Loads the fonts before the first draw, so that labels have their true width. A font that can't be had is left out. */
export async function loadFonts(sources: readonly FontSource[], home: FontHome): Promise<void> {
  if (typeof FontFace === 'undefined' || !home.fonts) return;
  await Promise.allSettled(sources.map((source) => loadFont(source, home)));
}

async function loadFont({ family, url }: FontSource, home: FontHome): Promise<void> {
  const face = new FontFace(family, `url(${url})`, { weight: '100 900' });
  home.fonts?.add(await face.load());
}
