import type { Cursor, Place, ServerMessage } from '@netkaart/protocol';
import { emptyTopology, type Change, type Topology } from '@netkaart/topology';
import type { Camera, Detail, MapView } from '../map/view';
import { createView } from '../map/views';
import { ActivityPoller } from './activity-poller';
import { answerTo } from './answers';
import { ClusterFeed } from './cluster-feed';
import { withChanges } from './effect-list';
import { loadFonts } from './fonts';
import { Http } from './http';
import type { FromEngine, Opened, Point, Question, Size, ToEngine } from './messages';
import { panelOf } from './panel';
import { problemsOf } from './problems';
import { sceneOf } from './scene';
import { SocketLine, type Surroundings } from './socket-line';
import { Stage } from './stage';
import { ChangeReporter } from './change-reporter';
import { tipOf } from './tip';
import { World } from './world';

export interface EngineSurroundings extends Omit<Surroundings, 'connect'> {
  readonly connect: (url: string) => ReturnType<Surroundings['connect']>;
  readonly fetch: (url: string) => Promise<Response>;
  readonly measure: () => number;
  readonly frame: (run: () => void) => void;
  readonly fonts: Parameters<typeof loadFonts>[1];
}

const LARGE_PODS = 5000;
const LARGE_SCENE_MS = 500;

/**
 * Everything behind the picture: the line to the server, the opened cluster's topology, its maps, their canvases. Talks
 * to a page by messages only, so that it lives in a worker or, where there is none, beside the page.
 */
export class Engine {
  readonly #world = new World();
  readonly #stage: Stage;
  readonly #feed: ClusterFeed;
  readonly #activity: ActivityPoller;
  readonly #reporter: ChangeReporter;
  #http: Http | null = null;
  #line: SocketLine | null = null;
  #opened: Opened = { cluster: '', view: 'subnet', options: {} };
  #view: MapView | null = null;
  #places: readonly Place[] = [];
  #selection: string | null = null;
  #hover: Point | null = null;
  #detail: Detail | null = null;
  #camera: Camera | null = null;
  #effects = true;
  #fontsReady = false;
  #panelWaits = false;
  #sceneWaits = false;
  #sceneSent = false;

  constructor(
    private readonly around: EngineSurroundings,
    private readonly post: (message: FromEngine) => void,
  ) {
    const { after, now, measure, frame } = around;
    this.#stage = new Stage({ now, measure, frame, after, broken: (error) => this.#broken(error) });
    this.#feed = new ClusterFeed(
      { after, send: (message) => this.#line?.send(message), load: (cluster) => this.#load(cluster) },
      {
        loaded: (topology, cursor) => this.#loaded(topology, cursor),
        changed: (_, cursor, changes) => this.#changed(cursor, changes),
        waiting: (count) => this.post({ type: 'waiting', count }),
      },
    );
    this.#reporter = new ChangeReporter(this.#world, after, (summary) => this.post({ type: 'changed', ...summary }));
    this.#activity = new ActivityPoller({
      after,
      read: (cluster) => this.#http?.activity(cluster) ?? Promise.reject(new Error('not started')),
      show: (activity) => this.post({ type: 'activity', activity }),
    });
  }

  take(message: ToEngine): void {
    try {
      this.#take(message);
    } catch (error) {
      this.#broken(error);
    }
  }

  #take(message: ToEngine): void {
    switch (message.type) {
      case 'start':
        return void this.#start(message);
      case 'attach':
        this.#stage.attach(message.base, message.overlay, message.size);
        return this.#rebuild();
      case 'detach':
        return this.#stage.detach();
      case 'attach-minimap':
        return this.#stage.attachMinimap(message.canvas, message.size);
      case 'detach-minimap':
        return this.#stage.attachMinimap(null, null);
      case 'resize':
        this.#stage.resize(message.size);
        return this.#rebuild();
      case 'open':
        return this.#open(message);
      case 'appearance':
        this.#stage.dress(message);
        return this.#postScene();
      case 'camera':
        return this.#look(message.camera);
      case 'hover':
        this.#hover = message.at;
        return this.#point();
      case 'select':
        return this.#select(message.reference);
      case 'pause':
        return this.#feed.pause(message.paused);
      case 'retry':
        return this.#line?.open();
      case 'ask':
        return this.#answer(message.id, message.question);
    }
  }

  async #start(message: Extract<ToEngine, { type: 'start' }>): Promise<void> {
    if (this.#line) return;
    this.#effects = message.effects;
    this.#http = new Http(message.origin, this.around.fetch);
    const url = `${message.origin.replace(/^http/, 'ws')}/ws`;
    const around = { ...this.around, connect: () => this.around.connect(url) };
    this.#line = new SocketLine(around, {
      message: (heard) => this.#heard(heard),
      connection: (connection) => this.post({ type: 'connection', connection }),
    });
    this.#line.open();
    this.#activity.refresh();
    await loadFonts(message.fonts, this.around.fonts);
    this.#fontsReady = true;
    this.#rebuild();
  }

  #heard(message: ServerMessage): void {
    switch (message.type) {
      case 'hello':
        this.#feed.subscribe();
        return this.#activity.refresh();
      case 'status':
        return this.post({ type: 'status', now: message.now, clusters: message.clusters });
      case 'freshness': {
        const provenAt = Object.fromEntries(message.clusters.map(({ id, provenAt: at }) => [id, at]));
        return this.post({ type: 'freshness', now: message.now, provenAt });
      }
      case 'places':
        if (message.cluster === this.#opened.cluster) this.#place(message.places);
        return;
      case 'error':
        if (message.code === 'unknown_cluster') this.post({ type: 'unknown-cluster', cluster: this.#opened.cluster });
        return;
      default:
        return this.#feed.take(message);
    }
  }

  async #load(cluster: string): Promise<Awaited<ReturnType<Http['state']>>> {
    if (!this.#http) throw new Error('not started');
    const [state, places] = await Promise.all([
      this.#http.state(cluster, (bytes, totalBytes) => this.post({ type: 'loading', cluster, bytes, totalBytes })),
      this.#http.places(cluster).catch(() => []),
    ]);
    if (cluster === this.#opened.cluster) this.#places = merged(this.#places, places);
    return state;
  }

  #loaded(topology: Topology, cursor: Cursor): void {
    this.#world.load(topology, cursor);
    this.#stage.effects = [];
    this.#rebuild();
    this.#showSelection();
  }

  #changed(cursor: Cursor, changes: readonly Change[]): void {
    this.#world.apply(cursor, changes);
    if (this.#effects) this.#stage.effects = withChanges(this.#stage.effects, changes, this.around.now());
    this.#reporter.add(changes);
    this.#rebuild();
    this.#refreshSelection();
  }

  #place(places: readonly Place[]): void {
    this.#places = merged(this.#places, places);
    this.#rebuild();
  }

  #open(opened: Opened): void {
    const before = this.#opened;
    this.#opened = opened;
    this.#activity.watch(opened.cluster);
    if (opened.cluster !== before.cluster) {
      this.#world.load(emptyTopology(), null);
      this.#places = [];
      this.#sceneSent = false;
      this.#view = this.#stage.view = null;
      this.#feed.open(opened.cluster);
    }
    if (opened.view !== before.view) {
      this.#view = this.#stage.view = null;
      this.#sceneSent = false;
    }
    this.#rebuild();
    this.#showSelection();
  }

  /** The view from the world as it is now; nothing before the first state and the fonts are there. */
  #rebuild(): void {
    if (!this.#fontsReady || !this.#world.cursor || this.#opened.cluster === '') return;
    this.#view ??= createView(this.#opened.view);
    this.#view.update({
      topology: this.#world.topology,
      places: this.#places,
      options: this.#opened.options,
      viewport: this.#viewport,
    });
    this.#stage.view = this.#view;
    this.#stage.selection = this.#selection && this.#world.targetOf(this.#selection);
    this.#stage.touchData();
    this.#postSceneSoon();
    this.#point();
  }

  /** In a large cluster the counts are worth half a second: they look at every pod. */
  #postSceneSoon(): void {
    if (this.#sceneWaits) return;
    if (this.#world.topology.kinds.Pod.size <= LARGE_PODS || !this.#sceneSent) return this.#postScene();
    this.#sceneWaits = true;
    this.around.after(LARGE_SCENE_MS, () => {
      this.#sceneWaits = false;
      this.#postScene();
    });
  }

  /** While the table is shown there is no canvas, but counts and legend go on. */
  get #viewport(): Size {
    return this.#stage.size ?? { width: 1376, height: 796, ratio: 1 };
  }

  #postScene(): void {
    if (!this.#view) return;
    const { appearance } = this.#stage;
    const scene = sceneOf(this.#view, this.#world, this.#opened, appearance, this.#viewport, this.#camera);
    this.#sceneSent = scene !== null;
    if (scene) this.post({ type: 'scene', scene });
  }

  #look(camera: Camera): void {
    this.#camera = camera;
    this.#stage.look(camera);
    const detail = this.#view?.detail(camera) ?? null;
    if (detail && detail !== this.#detail) this.post({ type: 'detail', detail });
    this.#detail = detail;
    this.#point();
  }

  #point(): void {
    const at = this.#hover;
    const target = at && this.#camera && this.#view ? this.#view.pick(at.x, at.y, this.#camera) : null;
    if (target === this.#stage.hover) return;
    this.#stage.hover = target;
    this.#stage.touchOverlay();
    this.post({ type: 'hovered', tip: target === null ? null : tipOf(target, this.#world) });
  }

  #select(reference: string | null): void {
    this.#selection = reference;
    this.#stage.selection = reference && this.#world.targetOf(reference);
    this.#stage.touchData();
    this.#postScene();
    this.#showSelection();
  }

  #showSelection(): void {
    if (!this.#world.cursor) return;
    this.post({ type: 'panel', panel: this.#selection === null ? null : panelOf(this.#selection, this.#world) });
  }

  /** After changes: at once in a small cluster, at most once a second in a large one, where it takes its time. */
  #refreshSelection(): void {
    if (this.#panelWaits || this.#selection === null) return;
    this.#panelWaits = true;
    this.around.after(this.#world.topology.kinds.Pod.size > LARGE_PODS ? 1000 : 0, () => {
      this.#panelWaits = false;
      this.#showSelection();
    });
  }

  #answer(id: number, question: Question): void {
    if (question.type === 'settled') return this.#whenSettled(() => this.post({ type: 'answer', id, answer: null }));
    const answer = answerTo(question, {
      world: this.#world,
      view: this.#view,
      viewName: this.#opened.view,
      camera: this.#camera,
      stage: this.#stage,
      measure: this.around.measure,
      problems: () => problemsOf(this.#world),
    });
    this.post({ type: 'answer', id, answer });
  }

  #whenSettled(run: () => void): void {
    const settled = this.#fontsReady && this.#stage.idle && (this.#opened.cluster === '' || this.#feed.settled);
    if (settled) run();
    else this.around.after(20, () => this.#whenSettled(run));
  }

  #broken(error: unknown): void {
    this.post({ type: 'broken', message: error instanceof Error ? error.message : String(error) });
  }
}

function merged(known: readonly Place[], news: readonly Place[]): readonly Place[] {
  const all = new Map(known.map((place) => [`${place.group} ${place.key}`, place]));
  for (const place of news) all.set(`${place.group} ${place.key}`, place);
  return [...all.values()];
}
