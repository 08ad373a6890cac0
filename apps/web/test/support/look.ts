import type { Page } from 'playwright-core';

/** Presses the mouse on the place of a thing on the map: its middle, or its upper edge where its head is. */
export async function pressOn(page: Page, reference: string, where: 'middle' | 'head' = 'middle'): Promise<void> {
  const place = await page.evaluate((name) => window.__netkaart?.placeOf(name), reference);
  if (!place) throw new Error(`${reference} has no place on this map`);
  const y = where === 'middle' ? place.y + place.height / 2 : place.y + 14;
  await page.mouse.click(place.x + place.width / 2, y);
}

/** The words of the side panel, once it speaks of the named thing. */
export async function panelOf(page: Page, name: string): Promise<string> {
  const panel = page.locator('[data-panel]');
  await panel.getByRole('heading', { name, level: 2, exact: true }).waitFor();
  return (await panel.innerText()).replace(/\s+/g, ' ');
}

/** The words of the whole page. */
export async function wordsOf(page: Page): Promise<string> {
  return (await page.locator('body').innerText()).replace(/\s+/g, ' ');
}
