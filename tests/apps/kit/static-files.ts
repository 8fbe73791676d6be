import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Handler } from './router';

const TYPES: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=UTF-8',
};

/**
 * Serves the files of a folder below a path prefix, with Express's tag of size and time.
 * @param directory Absolute path of the folder
 * @param prefix The part of the path before the file's name, like `/assets/`
 */
export function staticFiles(directory: string, prefix = '/'): Handler {
  return async (ctx) => {
    const wanted = normalize(join(directory, decodeURIComponent(ctx.path.slice(prefix.length))));
    const inside = wanted.startsWith(directory + sep);
    const info = inside ? await stat(wanted).catch(() => undefined) : undefined;
    if (info === undefined || !info.isFile()) {
      ctx.text(404, 'Not Found');
      return;
    }
    ctx.setHeader('Cache-Control', 'public, max-age=0');
    ctx.setHeader('Last-Modified', info.mtime.toUTCString());
    const etag = `W/"${info.size.toString(16)}-${Math.floor(info.mtimeMs).toString(16)}"`;
    const contentType = TYPES[extname(wanted)] ?? 'application/octet-stream';
    ctx.bytes(200, await readFile(wanted), { contentType, etag });
  };
}
