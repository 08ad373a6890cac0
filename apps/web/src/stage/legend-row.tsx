'use client';
import { useTranslations } from 'use-intl';
import { Icon } from '../icons/icon';
import { useNumber } from '../i18n/numbers';
import { useAppState } from '../store/use-store';
import { Menu } from '../ui/menu';
import { changeState, useViewState } from '../url/use-view-state';
import { COLOURS } from '../url/view-state';
import { LegendSign } from './legend-sign';
import styles from './legend-row.module.css';

/** What the marks mean, with their counts as of now; the first is the menu of colours and opens upwards. */
export function LegendRow() {
  const t = useTranslations('legend');
  const number = useNumber();
  const legend = useAppState((app) => app.scene?.legend) ?? [];
  return (
    <div className={styles.row}>
      <ColourMenu />
      <ul className={styles.items} aria-label={t('label')}>
        {legend.map((item) => (
          <li key={`${item.mark} ${item.key} ${item.text ?? ''}`} className={styles.item}>
            <LegendSign mark={item.mark} colour={item.colour} />
            <span>{item.text ?? t(item.key)}</span>
            {item.count !== null && <b className={styles.count}>{number(item.count)}</b>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ColourMenu() {
  const t = useTranslations('colour');
  const { colourBy } = useViewState();
  return (
    <Menu
      label={t('label')}
      className={styles.menu}
      upwards
      foot={t('foot')}
      face={
        <>
          {t('by', { what: t(colourBy).toLowerCase() })}
          <Icon name="down" size={14} />
        </>
      }
    >
      {COLOURS.map((colour, i) => (
        <li key={colour}>
          <button
            type="button"
            className={styles.choice}
            aria-pressed={colour === colourBy}
            onClick={() => changeState({ colourBy: colour })}
          >
            <span className={styles.check}>{colour === colourBy && <Icon name="check" size={16} />}</span>
            <span className={styles.name}>{t(colour)}</span>
            <kbd className={styles.key}>{i + 1}</kbd>
          </button>
        </li>
      ))}
    </Menu>
  );
}
