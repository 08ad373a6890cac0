import { toast } from './toast-store';

/** Puts the address of what is on the screen on the clipboard. */
export function copyLink(): void {
  copyText(window.location.href, 'link');
}

/** Puts a text on the clipboard and says so. `what` is a message key under `toast.`. */
export function copyText(text: string, what: 'link' | 'command' | 'role'): void {
  navigator.clipboard.writeText(text).then(
    () => toast(what),
    () => toast('copy-failed'),
  );
}
