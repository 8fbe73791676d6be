const api = globalThis.browser ?? globalThis.chrome;

api.runtime.onMessage.addListener((message, _sender, reply) => {
  if (message !== 'ping') return false;
  reply('pong');
  return true;
});
