/**
 * Runs before the first paint, so that no page flashes in the wrong theme: link, else cookie, else the system. It stands
 * inline in every page; the server allows it by its hash.
 */
export const THEME_SCRIPT = `(function(){var d=document,m=/[?&]theme=(dark|light)/.exec(location.search)||/(?:^|; )netkaart-theme=(dark|light)/.exec(d.cookie);d.documentElement.dataset.theme=m?m[1]:matchMedia('(prefers-color-scheme: light)').matches?'light':'dark'})()`;
