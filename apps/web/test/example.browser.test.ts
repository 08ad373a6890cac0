import AxeBuilder from '@axe-core/playwright';
import { createExample, startServer, type SimServer } from '@netkaart/simcluster';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { panelOf, pressOn, wordsOf } from './support/look';
import { settled, startWhole, type Whole } from './whole/whole';

const NGINX2 = 'pod:default/nginx2-57bbd47f4d-xbkfv';

describe('the example cluster in the browser', () => {
  let server: SimServer;
  let whole: Whole;
  let page: Page;

  beforeAll(async () => {
    server = await startServer(createExample(), { bookmarkMs: 1000 });
    whole = await startWhole(server.kubeconfig, 'example');
  }, 90_000);

  afterEach(async () => {
    await page.close();
  });

  afterAll(async () => {
    await whole.close();
    await server.close();
  });

  const open = async (path: string): Promise<void> => {
    page = await whole.open(path);
  };

  describe('shows every fact on the map or one click away', () => {
    it('the pod range, the plugin and the node subnets', async () => {
      await open('/c/?cluster=example');
      const words = await wordsOf(page);
      expect(words).toContain('10.244.0.0/16');
      expect(words).toContain('3 nodes · 17 pods · flannel');
      expect(words).toContain('3 of 256 node subnets in use');
    }, 30_000);

    it.each([
      ['master', '192.168.1.10', '10.244.0'],
      ['worker1', '192.168.1.11', '10.244.1'],
      ['worker2', '192.168.1.12', '10.244.2'],
    ])(
      '%s: eth0, bridge, tunnel end and subnet',
      async (name, eth0, subnet) => {
        await open('/c/?cluster=example');
        await pressOn(page, `node:${name}`, 'head');
        const panel = await panelOf(page, name);
        expect(panel).toContain(eth0);
        expect(panel).toContain(`${subnet}.0/24`);
        expect(panel).toContain(`cni0 ${subnet}.1`);
        expect(panel).toContain(`flannel.1 ${subnet}.0 vxlan 1`);
      },
      30_000,
    );

    it.each([
      ['default', 'hypriot-578c989b88-9plzz', '10.244.1.102', 'worker1'],
      ['default', 'nginx-654ddfd749-qqxq9', '10.244.1.99', 'worker1'],
      ['default', 'nginx2-57bbd47f4d-xbkfv', '10.244.2.81', 'worker2'],
    ])(
      '%s/%s at %s on %s',
      async (namespace, name, address, node) => {
        await open('/c/?cluster=example');
        await pressOn(page, `pod:${namespace}/${name}`);
        const panel = await panelOf(page, name);
        expect(panel.replaceAll(' ', '')).toContain(address);
        expect(panel).toContain(node);
        expect(panel).toContain(`Running · ${namespace}`);
      },
      30_000,
    );

    it('the route of worker1 to a pod on worker2, as ip route get says it', async () => {
      await open('/c/?cluster=example');
      await pressOn(page, NGINX2);
      expect(await panelOf(page, 'nginx2-57bbd47f4d-xbkfv')).toContain(
        '10.244.2.81 via 10.244.2.0 dev flannel.1 src 10.244.1.0',
      );
    }, 30_000);

    it.each([
      ['production', 'app-v1', ['10.104.37.12', '80/TCP', '8080', 'app-v1-6c7d9f8b54-']],
      ['default', 'kubernetes', ['10.96.0.1', '443/TCP', '6443']],
    ])(
      'the Service %s/%s',
      async (namespace, name, facts) => {
        await open('/c/?cluster=example');
        await pressOn(page, `svc:${namespace}/${name}`);
        const panel = await panelOf(page, name);
        for (const fact of facts) expect(panel).toContain(fact);
      },
      30_000,
    );

    it('the Service kube-system/kube-dns, from the resolver of a pod', async () => {
      await open(`/c/?cluster=example&sel=${NGINX2}`);
      await page.locator('[data-panel]').getByRole('link', { name: '10.96.0.10' }).click();
      const panel = await panelOf(page, 'kube-dns');
      for (const fact of ['10.96.0.10', '53/UDP', '53/TCP', '9153/TCP', 'k8s-app=kube-dns', 'coredns-'])
        expect(panel).toContain(fact);
    }, 30_000);

    it('that the policy is written and nothing enforces it', async () => {
      page = await whole.browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(whole.app.url);
      await page.getByText('not enforced').first().waitFor();
    }, 30_000);

    it('all seventeen pods in the table, those on the host network too', async () => {
      await open('/c/?cluster=example&t=table');
      const table = page.getByRole('treegrid');
      for (const name of ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-flannel-ds'])
        await table.getByRole('row', { name }).first().waitFor();
      expect(await table.getAttribute('aria-rowcount')).toBe(String(1 + 1 + 3 + 17));
    }, 30_000);
  });

  describe('by keyboard alone', () => {
    it('finds a pod by its address and opens it', async () => {
      await open('/c/?cluster=example');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('10.244.2.81');
      await page.getByRole('option', { name: 'nginx2-57bbd47f4d-xbkfv' }).waitFor();
      await page.keyboard.press('Enter');
      await panelOf(page, 'nginx2-57bbd47f4d-xbkfv');
      await page.keyboard.press('Escape');
      await page.locator('[data-panel]').waitFor({ state: 'detached' });
    }, 30_000);

    it('says whose block an unused address belongs to', async () => {
      await open('/c/?cluster=example');
      await page.keyboard.press('/');
      await page.keyboard.type('10.244.1.200');
      await page.getByText('nobody has this address; it belongs to worker1’s block 10.244.1.0/24').waitFor();
    }, 30_000);

    it('walks the map with arrows, names where it is, and goes in and out', async () => {
      await open('/c/?cluster=example');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      const cursor = page.locator('#map-cursor');
      await cursor.waitFor();
      expect(await cursor.getAttribute('aria-label')).not.toBe('');
      expect(await page.locator('#map').getAttribute('aria-activedescendant')).toBe('map-cursor');
      await page.keyboard.press('Enter');
      await page.locator('[data-panel]').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('[data-panel]').waitFor({ state: 'detached' });
    }, 30_000);

    it('goes to the routes, to the table, to the clusters and shows its keys', async () => {
      await open('/c/?cluster=example');
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await page.getByRole('heading', { name: 'Routes' }).waitFor();
      await page.keyboard.press('t');
      await page.getByRole('treegrid').waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('g');
      await page.keyboard.press('c');
      await page.waitForURL((url) => url.pathname === '/');
    }, 30_000);

    it('folds and selects in the table', async () => {
      await open('/c/?cluster=example&t=table');
      const table = page.getByRole('treegrid');
      await table.getByRole('row', { name: 'worker2' }).first().waitFor();
      const before = Number(await table.getAttribute('aria-rowcount'));
      await table.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowLeft');
      await page.waitForFunction((n) => Number(document.querySelector('[role=treegrid]')?.ariaRowCount) < n, before);
      await page.keyboard.press('Enter');
      await panelOf(page, 'master');
    }, 30_000);

    it('holds the map still with space and lets it go with l', async () => {
      await open('/c/?cluster=example');
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: /Go on/ }).waitFor();
      await page.keyboard.press('l');
      await page.getByRole('button', { name: 'Pause (space)' }).waitFor();
    }, 30_000);
  });

  describe('keeps its whole state in the link', () => {
    it('selection and camera come back, on a screen of another size too', async () => {
      await open(`/c/?cluster=example&sel=${NGINX2}`);
      await page.keyboard.press('f');
      await page.waitForFunction(() => {
        const written = Number(/[?&]v=[^&]*@([\d.]+)/.exec(location.search)?.[1] ?? NaN);
        return Math.abs(written - (window.__netkaartCamera?.k ?? 0)) < 0.001;
      });
      const centreOf = (p: Page) =>
        p.evaluate(() => {
          const { k, x, y } = window.__netkaartCamera ?? { k: 1, x: 0, y: 0 };
          const map = document.getElementById('map');
          return [((map?.clientWidth ?? 0) / 2 - x) / k, ((map?.clientHeight ?? 0) / 2 - y) / k, k];
        });
      const [x = 0, y = 0, k = 0] = await centreOf(page);
      const link = page.url();
      const other = await whole.browser.newPage({ viewport: { width: 1100, height: 700 } });
      await other.goto(link);
      await settled(other);
      await panelOf(other, 'nginx2-57bbd47f4d-xbkfv');
      await other.waitForFunction((scale) => Math.abs((window.__netkaartCamera?.k ?? 0) - scale) < 0.01, k);
      const [otherX = 0, otherY = 0] = await centreOf(other);
      expect(Math.abs(otherX - x)).toBeLessThan(0.1);
      expect(Math.abs(otherY - y)).toBeLessThan(0.1);
      await other.close();
    }, 30_000);

    it('back undoes a selection', async () => {
      await open('/c/?cluster=example');
      await pressOn(page, NGINX2);
      await panelOf(page, 'nginx2-57bbd47f4d-xbkfv');
      await page.goBack();
      await page.locator('[data-panel]').waitFor({ state: 'detached' });
    }, 30_000);

    it('a theme and a language can stand in it', async () => {
      await open('/c/?cluster=example&theme=light&lang=nl');
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
      await page.getByText('podbereik').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('nl');
    }, 30_000);
  });

  it('switches the theme and keeps the choice', async () => {
    await open('/c/?cluster=example');
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await ground();
    await page.getByRole('button', { name: /theme/ }).click();
    await page.waitForFunction((old) => getComputedStyle(document.body).backgroundColor !== old, before);
    const after = await ground();
    await page.reload();
    await settled(page);
    expect(await ground()).toBe(after);
  }, 30_000);

  it('draws the same places on the main thread where there is no worker', async () => {
    await open('/c/?cluster=example');
    const positions = () => page.evaluate(async () => [...((await window.__netkaart?.positions()) ?? [])]);
    const inWorker = await positions();
    await page.goto(new URL('/c/?cluster=example&worker=off', whole.app.url).href);
    await settled(page);
    expect(await positions()).toEqual(inWorker);
  }, 30_000);

  describe('has no serious fault of accessibility', () => {
    it.each([
      ['the clusters', '/'],
      ['the subnet map', '/c/?cluster=example'],
      ['the panel', `/c/?cluster=example&sel=${NGINX2}`],
      ['the route map', '/c/?cluster=example&view=routes'],
      ['the table', '/c/?cluster=example&t=table'],
      ['a light page', `/c/?cluster=example&theme=light&sel=node:worker1`],
      ['an unknown cluster', '/c/?cluster=nowhere'],
    ])(
      '%s',
      async (_, path) => {
        page = await (await whole.browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
        await page.goto(new URL(path, whole.app.url).href);
        await page.waitForFunction(() => window.__netkaart?.connection === 'online');
        if (path.includes('cluster=example')) await settled(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([]);
      },
      40_000,
    );
  });
});
