import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';

/**
 * Public half of the key that fixes Tandem's Chrome extension id, also for unpacked copies. The private half was never
 * kept.
 */
const chromeKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx2KYbNauQrSpNDSY9zFwWbRRPxhQG5a9x1FtkDIoaN91hIdEZbEJyKyAYAMUyU3jNBvsH/1kixU+9/ng7YpNv+24kS0WnOC/MQ9GF2g78r+JUDUg997Ks5Y6/8UZMbCLbd5/sH7KukzODob7IsGw/4A9Vq9Ks2XkZ9UPCjaVcJMzbPLxLkIASoC7iBYGxQbYtfMeyFsAS84/gGgaKEqVrPRVqScrQT6zoA1Ox9FT9exo3m5/YCTGy8nlxKknlF0a0CI7qa4qgJ0xNiKzT8a66L5FUn1L444HrqvhFrgQ+JV9pMWB3Z5v44d3keNNZi8gXlat80lmmVpdMgTiVzAFXwIDAQAB';

/**
 * Every byte costs the pages. WXT's own start of scripts brings a console that is silent in a release. The launcher's
 * style sheet has white space for readers.
 */
const plainScripts = {
  name: 'tandem:plain-scripts',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (id.endsWith('/lib/page/launcher/style.ts'))
      return code.replace(/\s*\n\s*|\s*([{};:,>~!])\s*/g, '$1').replaceAll(';}', '}');
    if (!id.includes('virtual:wxt-unlisted-script-entrypoint')) return undefined;
    const [, script] = /^import definition from (".+?");/m.exec(code) ?? [];
    if (!script) throw new Error('WXT starts its scripts in another way now: see whether this is still worth it.');
    return `import script from ${script};\nscript.main();`;
  },
};

/** SQLite as its makers build it, next to its WebAssembly: the worker with the index of messages loads it from there. */
const sqliteFiles = ['sqlite3.mjs', 'sqlite3.wasm'].map((relativeDest) => {
  const source = relativeDest.endsWith('.wasm') ? 'sqlite3.wasm' : 'index.mjs';
  return {
    absoluteSrc: fileURLToPath(new URL(`./node_modules/@sqlite.org/sqlite-wasm/dist/${source}`, import.meta.url)),
    relativeDest,
  };
});

export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  imports: false,
  hooks: {
    'build:publicAssets': (_wxt, files) => void files.push(...sqliteFiles),
  },
  manifestVersion: 3,
  vite: () => ({
    build: {
      // The oldest browsers that the manifest allows, so that no style is rewritten for older ones.
      cssTarget: ['chrome123', 'firefox142'],
      modulePreload: { polyfill: false },
      // The bundler leaves out unused schemas: views import functions from the same modules, and would carry all of
      // zod. zod's `config` is imported by its own name, since it must stay.
      rolldownOptions: { treeshake: { manualPureFunctions: ['z', 'rowsOf'] } },
    },
    plugins: [plainScripts],
  }),
  manifest: ({ browser }) => ({
    name: 'Tandem',
    description: 'Keeps your AnythingLLM and LibreChat in step.',
    permissions: [
      'storage',
      'unlimitedStorage',
      'alarms',
      'scripting',
      'webRequest',
      'activeTab',
      ...(browser === 'firefox' ? [] : ['sidePanel', 'offscreen']),
    ],
    optional_host_permissions: ['*://*/*'],
    // Firefox's default policy adds upgrade-insecure-requests, which breaks plain http on a LAN. SQLite is WebAssembly.
    content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'" },
    web_accessible_resources: [
      { resources: ['panel.html'], matches: ['*://*/*'], ...(browser === 'firefox' ? {} : { use_dynamic_url: true }) },
    ],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'tandem@tandem-extension.org',
              // 142: first version whose desktop and Android builds both know data_collection_permissions.
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          key: chromeKey,
          // 123: light-dark() in the panel's style sheet, the youngest feature that Tandem needs.
          minimum_chrome_version: '123',
          incognito: 'not_allowed',
        }),
  }),
});
