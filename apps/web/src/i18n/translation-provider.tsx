'use client';
import { use, type ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { LOCALES, messagesOf } from './language';
import { useLanguage } from './use-language';

/** The words of the page's language for everything below; suspends while they are fetched. A missing word shows its key; the tests allow none. */
export function TranslationProvider({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const found = messagesOf(language);
  const messages = found instanceof Promise ? use(found) : found;
  return (
    <IntlProvider
      locale={LOCALES[language]}
      messages={messages}
      timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      onError={() => undefined}
      getMessageFallback={({ key, namespace }) => (namespace ? `${namespace}.${key}` : key)}
    >
      {children}
    </IntlProvider>
  );
}
