import { Router } from '../../kit';
import { adminRoutes } from './admin-routes';
import type { App } from './app';
import { authRoutes } from './auth-routes';
import { chatRoutes } from './chat-routes';
import { documentRoutes } from './document-routes';
import { systemRoutes } from './system-routes';
import { threadRoutes } from './thread-routes';
import { turnRoutes } from './turn-routes';
import { workspaceRoutes } from './workspace-routes';

/** The routes of the stock app. */
export function stockRouter(app: App): Router {
  const router = new Router();
  authRoutes(app, router);
  systemRoutes(app, router);
  workspaceRoutes(app, router);
  threadRoutes(app, router);
  chatRoutes(app, router);
  turnRoutes(app, router);
  documentRoutes(app, router);
  adminRoutes(app, router);
  return router;
}
