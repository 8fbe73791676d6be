const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A picture of one pixel in place of the app's logo. */
export function logoPng(): Buffer {
  return Buffer.from(PIXEL, 'base64');
}
