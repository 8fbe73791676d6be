const api = globalThis.browser ?? globalThis.chrome;

document.getElementById('ping').addEventListener('click', async () => {
  document.getElementById('out').textContent = await api.runtime.sendMessage('ping');
});
