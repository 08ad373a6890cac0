// node shoot.mjs FOLDER [fleet[,fleet]] : pictures of the overview in both themes and three sizes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

const SIZES = [
  [1440, 900],
  [1920, 1080],
  [390, 844],
];
const [folder = 'out', fleets = 'six,demo,one,fifty,states', sizes = '', themes = 'dark,light', lang = 'en'] =
  process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const site = await serve();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const fleet of fleets.split(',')) {
  for (const [width, height] of SIZES.filter(([each]) => sizes === '' || sizes.split(',').includes(String(each)))) {
    for (const theme of themes.split(',')) {
      const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: width < 600 ? 2 : 1 });
      page.on('pageerror', (error) => console.error(fleet, error.message));
      page.on('console', (message) => message.type() === 'error' && console.error(fleet, message.text()));
      await page.goto(`${site.url}?fleet=${fleet}&theme=${theme}&lang=${lang}`);
      await page.evaluate(() => globalThis.document.fonts.ready);
      await page.waitForSelector('h1');
      if (process.env.BLOCK)
        await page.evaluate(
          `document.querySelector('section:last-of-type').scrollIntoView({ block: '${process.env.BLOCK}' })`,
        );
      await page.screenshot({ path: join(folder, `${fleet}-${width}-${theme}.png`) });
      await page.close();
    }
  }
}
await browser.close();
await site.close();
