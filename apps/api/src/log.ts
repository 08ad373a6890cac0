import { pino, type Logger } from 'pino';

/** The app's log: fields first, then a sentence. Never object contents, never credentials. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

export type LogFormat = 'json' | 'lines' | 'none';

/** JSON for machines, one short line each for people, or nothing. Writes to stderr, so that stdout stays the app's own words. */
export function createLog(format: LogFormat, level = 'info'): Log {
  if (format === 'none') return pino({ enabled: false });
  if (format === 'json') return pino({ base: null, level }, pino.destination(2));
  return pino({ base: null, level }, { write: (line) => void process.stderr.write(toLine(line)) });
}

const LEVELS: Readonly<Record<number, string>> = { 20: 'debug', 30: '', 40: 'warning: ', 50: 'error: ' };

/** `14:02:07 warning: sentence (field=value, …)` */
function toLine(json: string): string {
  const { time, level, msg, ...fields } = JSON.parse(json) as { time: number; level: number; msg?: string };
  const clock = new Date(time).toTimeString().slice(0, 8);
  const details = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `${clock} ${LEVELS[level] ?? ''}${msg ?? ''}${details.length > 0 ? ` (${details.join(', ')})` : ''}\n`;
}
