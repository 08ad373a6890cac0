import { createRoot } from 'react-dom/client';
import { IntlProvider } from 'use-intl';
import { Overview } from '../../src/overview';
import en from '../../src/overview/messages/en.json';
import nl from '../../src/overview/messages/nl.json';
import { FLEETS, NOW } from './fleet';

const AGE = {
  s: '{value} s',
  's-rest': '{value} s',
  min: '{value} min',
  'min-rest': '{value} min {rest} s',
  h: '{value} h',
  'h-rest': '{value} h {rest} min',
  d: '{value} d',
  'd-rest': '{value} d {rest} h',
};

const query = new URLSearchParams(location.search);
const language = query.get('lang') === 'nl' ? 'nl' : 'en';
const messages = { age: AGE, overview: { en, nl }[language] };
const opened: string[] = [];
Object.assign(window, { opened });
document.documentElement.dataset['theme'] = query.get('theme') ?? 'dark';
document.documentElement.lang = language;

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <IntlProvider locale={{ en: 'en-GB', nl: 'nl-NL' }[language]} messages={messages} timeZone="Europe/Amsterdam">
      <Overview
        clusters={FLEETS[query.get('fleet') ?? 'six'] ?? []}
        now={NOW}
        onOpen={(id) => opened.push(id)}
        {...(query.get('links') === '1' ? { hrefOf: (id: string) => `#/c/${id}` } : {})}
      />
    </IntlProvider>,
  );
