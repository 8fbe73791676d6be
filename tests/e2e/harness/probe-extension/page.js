const api = globalThis.browser ?? globalThis.chrome;
const by = (id) => document.getElementById(id);
const say = (text) => {
  by('out').textContent = text;
};

by('grant').addEventListener('click', async () => {
  say('asking');
  const origins = [`http://${by('host').value}/*`];
  say(`granted: ${await api.permissions.request({ origins })}`);
});
by('ping').addEventListener('click', async () => say(await api.runtime.sendMessage('ping')));
by('tab').addEventListener('click', () => api.tabs.create({ url: api.runtime.getURL('page.html?second') }));
for (const id of ['colour', 'box', 'host'])
  by(id).addEventListener('change', (event) => {
    by('changes').textContent += `${id} ${event.isTrusted ? 'trusted' : 'made up'};`;
  });

const root = by('shadow').attachShadow({ mode: 'open' });
const inside = document.createElement('button');
inside.textContent = 'Inside the shadow';
inside.addEventListener('click', () => say('shadow clicked'));
root.append(inside);
