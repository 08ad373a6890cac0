'use client';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { LOCALES, MESSAGES } from './language';
import { useLanguage } from './use-language';

/** The words of the page's language for everything below. A missing word shows its key; the tests allow none. */
export function TranslationProvider({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  return (
    <IntlProvider
      locale={LOCALES[language]}
      messages={MESSAGES[language]}
      timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      onError={() => undefined}
      getMessageFallback={({ key, namespace }) => (namespace ? `${namespace}.${key}` : key)}
    >
      {children}
    </IntlProvider>
  );
}
