const api = globalThis.browser ?? globalThis.chrome;

/** One after the other: of two at once, the second would be noted over the first. */
let noted = Promise.resolve();
const note = (event) => {
  noted = noted.then(async () => {
    const { events = [] } = await api.storage.local.get('events');
    await api.storage.local.set({ events: [...events, event] });
  });
};

api.permissions.onAdded.addListener(({ origins }) => note(`added ${origins.join(' ')}`));
api.permissions.onRemoved.addListener(({ origins }) => note(`removed ${origins.join(' ')}`));
api.runtime.onMessage.addListener((message, _sender, reply) => {
  if (message !== 'ping') return false;
  reply('pong');
  return true;
});
