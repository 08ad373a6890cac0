'use client';
import { useTranslations } from 'use-intl';
import { Icon } from '../icons/icon';
import { copyText } from '../shell/copy-link';
import type { Panel, PanelProof } from '../worker/messages';
import { EvidenceMark } from './evidence';
import styles from './panel.module.css';

/** What `ip route get` says on other nodes, and on its own. */
export function Routes({ routes }: { readonly routes: Panel['routes'] }) {
  const t = useTranslations('panel');
  return routes.map((route) => (
    <section key={route.from} className={styles.section}>
      <h3>
        {t('route', { node: route.from })}
        <EvidenceMark evidence={route.evidence} source={route.source} />
      </h3>
      <pre className={styles.command} tabIndex={0}>
        <span className={styles.prompt}>$ {route.command}</span>
        {'\n'}
        {route.line === null ? (
          <span className={styles.none}>{t('no-route', { reason: route.source })}</span>
        ) : (
          <b>{broken(route.line)}</b>
        )}
      </pre>
    </section>
  ));
}

/** One line to run, and what it prints here. */
export function Proofs({ proofs }: { readonly proofs: readonly PanelProof[] }) {
  const t = useTranslations('panel');
  const [first] = proofs;
  if (!first) return null;
  return (
    <section className={styles.section}>
      <h3>
        {t('prove')}
        <EvidenceMark evidence={first.evidence} source={first.command} />
      </h3>
      {proofs.map(({ command, output }) => (
        <div key={command} className={styles.proof}>
          <pre className={styles.command} tabIndex={0}>
            {wrapped(command)}
            {output !== '' && <span className={styles.prompt}>{`\n${output}`}</span>}
          </pre>
          <button
            type="button"
            className={styles.copy}
            aria-label={t('copy')}
            title={t('copy')}
            onClick={() => copyText(command, 'command')}
          >
            <Icon name="copy" size={16} />
          </button>
        </div>
      ))}
    </section>
  );
}

/** `ip route get` in two lines, as a terminal of this width would be read. */
function broken(line: string): string {
  return line.replace(' dev ', '\n  dev ');
}

/** A long command goes on in the next line, so that it can still be pasted. */
function wrapped(command: string): string {
  return command.length > 38 ? command.replace(/ (-o |--field-selector )/, ' \\\n  $1') : command;
}
