import { useFormatter, useTranslations } from 'use-intl';
import { splitAge } from '../format/age';

/** `1,403` or `1.403`. */
export function useNumber(): (value: number) => string {
  const format = useFormatter();
  return (value) => format.number(value);
}

/** A length of time in the two largest units that matter: `0.4 s`, `22 s`, `6 min`, `2 h 13 min`, `3 d 4 h`. */
export function useAge(): (ms: number) => string {
  const t = useTranslations('age');
  const format = useFormatter();
  return (ms) => {
    const age = splitAge(ms);
    const value = format.number(age.value, { minimumFractionDigits: age.digits, maximumFractionDigits: age.digits });
    return age.rest > 0 ? t(`${age.unit}-rest`, { value, rest: age.rest }) : t(age.unit, { value });
  };
}
