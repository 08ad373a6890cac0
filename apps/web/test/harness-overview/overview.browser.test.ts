import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Fifty clusters through axe on a busy machine. */
jest.setTimeout(240_000);

interface Site {
  readonly url: string;
  close(): Promise<void>;
}
const SERVE: string = './serve.mjs';

let browser: Browser;
let site: Site;
let context: BrowserContext | null = null;
let complaints: string[] = [];

beforeAll(async () => {
  const { serve } = (await import(SERVE)) as { readonly serve: () => Promise<Site> };
  site = await serve();
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

afterEach(async () => {
  await context?.close();
  expect(complaints).toEqual([]);
});

async function open(query: string, width = 1440): Promise<Page> {
  context = await browser.newContext({ viewport: { width, height: 900 } });
  complaints = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`${site.url}?${query}`);
  await page.waitForSelector('h1');
  return page;
}

const focused = (page: Page) => page.evaluate('document.activeElement?.textContent');

describe('the overview', () => {
  it.each(['demo', 'one', 'six', 'states', 'fifty'])('of fleet %s has no accessibility fault', async (fleet) => {
    const looks = ['theme=dark&lang=en', 'theme=light&lang=nl'];
    for (const look of fleet === 'fifty' ? looks.slice(1) : looks) {
      const page = await open(`fleet=${fleet}&${look}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      await context?.close();
    }
  });

  it.each([320, 390, 800, 1440, 1920])('never scrolls sideways at %i px', async (width) => {
    for (const fleet of ['demo', 'states', 'fifty']) {
      const page = await open(`fleet=${fleet}`, width);
      const spare = await page.evaluate(() => {
        const root = document.querySelector('#root > div');
        return root ? root.scrollWidth - root.clientWidth : NaN;
      });
      expect([fleet, spare]).toEqual([fleet, 0]);
      await context?.close();
    }
  });

  it('opens a cluster by click anywhere on its card, and by arrow keys and Enter', async () => {
    const page = await open('fleet=six');
    await page
      .locator('li', { hasText: 'harbour' })
      .first()
      .click({ position: { x: 60, y: 100 } });
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('atlas');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('lock');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('opened')).toEqual(['harbour', 'lock']);
  });

  it('has real links where it is told the addresses', async () => {
    const page = await open('fleet=demo&links=1');
    expect(await page.locator('a[href="#/c/edge"]').count()).toBe(1);
  });

  it('swaps the ruler for its table by t, with every range, its size and who shares it', async () => {
    const page = await open('fleet=demo');
    await page.locator('[data-open=example]').focus();
    expect(await page.locator('svg[aria-hidden] text').filter({ hasText: '10.60/18' }).isVisible()).toBe(true);
    await page.keyboard.press('t');
    const row = page.locator('tr', { hasText: '10.60.0.0/18' });
    expect((await row.locator('th, td').allTextContents()).map((text) => text.trim())).toEqual([
      'harbour',
      '10.60.0.0/18',
      'pods',
      '16,384',
      'read: kube-controller-manager --cluster-cidr',
      'edge: 10.60.0.0 – 10.60.63.255',
    ]);
    expect(await page.locator('tbody tr').count()).toBe(11);
    expect(await page.locator('svg text').filter({ hasText: '10.60/18' }).count()).toBe(0);
  });

  it('says the clash in one sentence and each state in words', async () => {
    const demo = await open('fleet=demo');
    await demo.getByText('edge and harbour use the same pod addresses').waitFor();
    await demo
      .getByText('16,384 addresses. A mesh, VPN or peering between the two cannot route until one moves.')
      .waitFor();
    await demo.getByText('Silent since 14:31:03').waitFor();
    await demo.getByText(/, retry in \d\ss/).waitFor();
    await context?.close();
    const states = await open('fleet=states');
    for (const words of [
      'reading pods 31,500 of ~150,000',
      'ingresses: not allowed to list',
      /refuses the credentials/,
    ])
      await states.getByText(words).first().waitFor();
  });

  it('lets ages grow although nothing arrives', async () => {
    const page = await open('fleet=demo');
    const age = page
      .locator('li', { hasText: 'example' })
      .getByText(/^\d\.\d s$/)
      .first();
    expect(await age.textContent()).toBe('0.6 s');
    await page.waitForFunction(() => !document.body.innerText.includes('0.6 s'));
    expect(Number.parseFloat((await age.textContent()) ?? '')).toBeGreaterThan(1.5);
  });
});
