/** Runs in a process of its own: what the servers cost is neither Tandem's time nor its heap. */
import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, startLibreChat } from '../apps/librechat';

const [conversations = 0, workspaces = 0, latencyMs = 0] = process.argv.slice(2).map(Number);
const anythingllm = await startAnythingLlm({ mode: 'open', sample: { workspaces } });
const librechat = await startLibreChat({ refreshGapMs: 0, sample: { conversations } });
for (const { faults } of [anythingllm, librechat]) faults.add({ action: { delayMs: latencyMs } });
process.on('message', () => process.send?.(librechat.signIn(ALEX.email).cookies));
process.on('disconnect', () => process.exit());
process.send?.({ anythingllm: anythingllm.url, librechat: librechat.url });
