import { singleKeys } from './single-keys';

/** Whether a key belongs to what has the focus or to an open dialog or menu, so that it is no command. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  return event.defaultPrevented || target?.closest('input, textarea, select, [contenteditable], dialog[open]') != null;
}

/** The single key that was pressed as a command, or null. Space on a button presses the button. */
export function commandOf(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || !singleKeys()) return null;
  const onControl = event.target instanceof Element && event.target.closest('button, a') !== null;
  if (onControl && (event.key === ' ' || event.key === 'Enter')) return null;
  return event.key;
}
