import type { LabelExpression, Labels, LabelSelector } from '@netkaart/topology';

/**
 * Whether the labels match a selector (labels.Selector of apimachinery): all of matchLabels and all of
 * matchExpressions. `{}` matches everything, null nothing. NotIn and DoesNotExist are true for a missing key. An
 * operator that nobody knows matches nothing.
 */
export function matchesSelector(selector: LabelSelector | null, labels: Labels): boolean {
  if (selector === null) return false;
  return (
    matchesLabels(selector.matchLabels, labels) && selector.matchExpressions.every((each) => matches(each, labels))
  );
}

/**
 * Whether the labels hold every pair of an equality selector, as a Service has it. An empty selector matches everything;
 * a Service without selector (null) selects nothing.
 */
export function matchesLabels(selector: Labels | null, labels: Labels): boolean {
  if (selector === null) return false;
  for (const key of Object.keys(selector)) {
    if (!Object.hasOwn(labels, key) || labels[key] !== selector[key]) return false;
  }
  return true;
}

/** Whether the selector says nothing and so selects everything. */
export function selectsEverything(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels).length === 0 && selector.matchExpressions.length === 0;
}

function matches({ key, operator, values }: LabelExpression, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
