/** Replays recorded exchanges of the real apps against a stand-in and compares the answers. */
export { type Allowance, differences } from './compare';
export { type Exchange, exchangeNamed, loadRecording, type Outcome } from './load-recording';
export { type ReplayOptions, replay } from './replay';
