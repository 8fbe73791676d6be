import type { Ask, SettingsClient } from './view-client';

/**
 * The settings' part of a view's client: every command is one request to the background.
 * @param people The identities whose settings are on screen
 */
export function createSettingsClient(ask: Ask, people: () => string): SettingsClient {
  return {
    async edit(register, value) {
      await ask({ type: 'edit', people: people(), register, value: { ...value } });
    },
    useEverywhere: (register, place) => ask({ type: 'use-everywhere', people: people(), register, place }),
    async cancel(edit) {
      await ask({ type: 'cancel', people: people(), edit });
    },
    async setMode(register, mode) {
      await ask({ type: 'mode', people: people(), register, mode });
    },
    setRole: (register, place, role) => ask({ type: 'role', people: people(), register, place, role }),
    async pause() {
      await ask({ type: 'pause', people: people(), paused: true });
    },
    async resume() {
      await ask({ type: 'pause', people: people(), paused: false });
    },
    preview: (answers) => ask({ type: 'preview', people: people(), answers }),
    async compare(answers, rest) {
      await ask({ type: 'compare', people: people(), answers, rest });
    },
    async approve(register, place, target) {
      await ask({ type: 'approve', people: people(), register, place, target, answer: 'yes' });
    },
    async decline(register, place, target) {
      await ask({ type: 'approve', people: people(), register, place, target, answer: 'no' });
    },
    async retry(register, place) {
      await ask({ type: 'retry', people: people(), register, place });
    },
    async settleConflict(conflict, take) {
      await ask({ type: 'settle-conflict', people: people(), conflict, take });
    },
    putBack: (change, meantFor) => ask({ type: 'put-back', people: people(), change, for: meantFor }),
    async pairProviders(provider, endpoint) {
      await ask({ type: 'pair-providers', people: people(), pair: { provider, endpoint } });
    },
    loadOffers: () => ask({ type: 'offers', people: people() }),
    loadModels: (provider) => ask({ type: 'models', people: people(), provider }),
    async allow(app, right, answer) {
      await ask({ type: 'allow', people: people(), app, right, answer });
    },
    reloadTabs: (app) => ask({ type: 'reload-tabs', app }),
  };
}
