import { expect, it } from 'vitest';
import { loadRecording } from './kit';
import { LEFT_OUT } from './left-out';

it.each(LEFT_OUT)('when exchanges are left out ($why), then they exist: $recording $lines', ({ recording, lines }) => {
  const found = loadRecording(recording).exchanges.map(({ name, request }) => `${name} | ${request.path}`);
  expect(found.filter((line) => lines.test(line))).not.toEqual([]);
});
