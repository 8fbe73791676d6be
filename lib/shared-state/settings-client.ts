import type { Ask } from './create-view-client';
import type { SettingsClient } from './view-client';

/** The settings' part of a view's handle: every wish is one request to the background. */
export function createSettingsClient(ask: Ask): SettingsClient {
  return {
    async edit(register, value) {
      await ask({ type: 'edit', register, value: { ...value } });
    },
    useEverywhere: (register, place) => ask({ type: 'use-everywhere', register, place }),
    async cancel(edit) {
      await ask({ type: 'cancel', edit });
    },
    async setMode(register, mode) {
      await ask({ type: 'mode', register, mode });
    },
    setRole: (register, place, role) => ask({ type: 'role', register, place, role }),
    async pause() {
      await ask({ type: 'pause', paused: true });
    },
    async resume() {
      await ask({ type: 'pause', paused: false });
    },
    preview: (answers) => ask({ type: 'preview', answers }),
    async compare(answers, rest) {
      await ask({ type: 'compare', answers, rest });
    },
    async approve(register, place, target) {
      await ask({ type: 'approve', register, place, target, answer: 'yes' });
    },
    async decline(register, place, target) {
      await ask({ type: 'approve', register, place, target, answer: 'no' });
    },
    async retry(register, place) {
      await ask({ type: 'retry', register, place });
    },
    async settleConflict(conflict, take) {
      await ask({ type: 'settle-conflict', conflict, take });
    },
    putBack: (change) => ask({ type: 'put-back', change }),
    async pairProviders(provider, endpoint) {
      await ask({ type: 'pair-providers', pair: { provider, endpoint } });
    },
    loadOffers: () => ask({ type: 'offers' }),
    loadModels: (provider) => ask({ type: 'models', provider }),
    reloadTabs: (app) => ask({ type: 'reload-tabs', app }),
  };
}
