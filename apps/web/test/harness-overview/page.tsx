import { createRoot } from 'react-dom/client';
import { IntlProvider } from 'use-intl';
import { LOCALES } from '../../src/i18n/language';
import en from '../../src/messages/en.json';
import nl from '../../src/messages/nl.json';
import { Overview } from '../../src/overview';
import { FLEETS, NOW } from './fleet';

const query = new URLSearchParams(location.search);
const language = query.get('lang') === 'nl' ? 'nl' : 'en';
const opened: string[] = [];
Object.assign(window, { opened });
document.documentElement.dataset['theme'] = query.get('theme') ?? 'dark';
document.documentElement.lang = language;

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <IntlProvider locale={LOCALES[language]} messages={language === 'nl' ? nl : en} timeZone="Europe/Amsterdam">
      <Overview
        clusters={FLEETS[query.get('fleet') ?? 'six'] ?? []}
        now={NOW}
        onOpen={(id) => opened.push(id)}
        {...(query.get('links') === '1' ? { hrefOf: (id: string) => `#/c/${id}` } : {})}
      />
    </IntlProvider>,
  );
