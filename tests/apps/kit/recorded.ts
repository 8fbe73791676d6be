import { exchangeNamed, loadRecording } from '../../contract/kit/load-recording';

/** What the real app answered in a recording. */
export const recordedBody = (recording: string, name: string) =>
  exchangeNamed(loadRecording(recording), name).response.body as Record<string, unknown>;
