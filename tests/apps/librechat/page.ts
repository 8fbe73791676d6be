import type { App } from './app';

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);

/**
 * The HTML page for every path. Its head script paints the theme first, as LibreChat's does. The app itself
 * (public/main.js) reads theme, language and text size again a little later.
 */
export function pageOf(app: App): string {
  const { version, platform, basePath, account } = app.settings;
  const base = `${basePath.replace(/\/+$/, '')}/`;
  const title = escapeHtml(app.settings.title);
  const readTheme =
    version === '0.8.2'
      ? `JSON.parse(localStorage.getItem('color-theme')||'null')`
      : `localStorage.getItem('color-theme')`;
  return `<!DOCTYPE html>
<html lang="en-US">
  <head>
    <meta charset="utf-8" />
    <base href="${escapeHtml(base)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
    <meta name="description" content="LibreChat - An open source chat application with support for multiple AI models" />
    <meta name="stand-in" data-version="${version}" data-account="${account}" data-contract="${platform ? 'platform' : 'stock'}" />
    <title>${title}</title>
    <script>
      try {
        let theme = ${readTheme};
        if (theme !== 'dark' && theme !== 'light') theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
        document.documentElement.classList.add(theme);
        document.documentElement.style.backgroundColor = theme === 'dark' ? '#0d0d0d' : '#ffffff';
      } catch { document.documentElement.classList.add('light'); }
      window.__lcRecoverStaleAssets = () => {};
    </script>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="assets/app.css" />
    <script type="module" src="assets/${platform ? 'platform' : 'main'}.js"></script>
  </head>
  <body>
    <div id="root"><div id="loading-container"></div></div>
  </body>
</html>
`;
}
