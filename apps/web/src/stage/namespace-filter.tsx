'use client';
import { useTranslations } from 'use-intl';
import { Icon } from '../icons/icon';
import { useAppState } from '../store/use-store';
import { Menu } from '../ui/menu';
import { changeState, useViewState } from '../url/use-view-state';
import styles from './namespace-filter.module.css';

const NONE: readonly string[] = [];

/** Which namespaces are shown in full; the others stay in their places, faint. */
export function NamespaceFilter() {
  const t = useTranslations('namespaces');
  const { namespaces, view } = useViewState();
  const known = useAppState((app) => app.scene?.namespaces) ?? NONE;
  if (known.length < 2 || view !== 'subnet') return null;
  const face = namespaces ? t('some', { count: namespaces.length, first: namespaces[0] ?? '' }) : t('all');
  const toggle = (name: string): void => {
    const next = namespaces?.includes(name)
      ? namespaces.filter((one) => one !== name)
      : [...(namespaces ?? []), name].sort();
    changeState({ namespaces: next.length > 0 ? next : null });
  };
  return (
    <span className={styles.place}>
      <Menu
        label={t('choose')}
        className={styles.button}
        face={
          <>
            {face}
            <Icon name="down" size={14} />
          </>
        }
      >
        <Choice name={t('all')} chosen={namespaces === null} choose={() => changeState({ namespaces: null })} />
        {known.map((name) => (
          <Choice key={name} name={name} chosen={namespaces?.includes(name) ?? false} choose={() => toggle(name)} />
        ))}
      </Menu>
    </span>
  );
}

function Choice({
  name,
  chosen,
  choose,
}: {
  readonly name: string;
  readonly chosen: boolean;
  readonly choose: () => void;
}) {
  return (
    <li>
      <button type="button" className={styles.choice} aria-pressed={chosen} onClick={choose}>
        <span className={styles.check}>{chosen && <Icon name="check" size={14} />}</span>
        {name}
      </button>
    </li>
  );
}
