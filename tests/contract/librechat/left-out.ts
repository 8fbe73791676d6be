import type { LeftOut } from '../kit';

/** Recorded exchanges of LibreChat that no stand-in answers, with the reason. A test keeps the table complete. */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    why: 'the asset cache of the real client; it never answers API calls',
    names: ['GET /sw.js'],
    recordings: ['02-index-html-headers'],
  },
  {
    why: 'context sizes per model, which Tandem does not read',
    names: ['GET /api/endpoints/token-config'],
    recordings: ['22-endpoints'],
  },
  {
    why: 'memories, which Tandem neither shows nor changes',
    names: [
      'GET /api/memories',
      'PATCH /api/memories/preferences',
      'PATCH /api/memories/preferences (2)',
      'PATCH /api/memories/preferences (3)',
      'GET /api/user',
    ],
    recordings: ['42-memories'],
  },
  {
    why: 'prompts, which Tandem does not show',
    names: [
      'GET /api/prompts',
      'GET /api/prompts/groups?pageNumber=1&limit=10',
      'GET /api/prompts/groups?limit=1',
      'GET /api/prompts/all',
      'GET /api/categories',
    ],
    recordings: ['43-prompts'],
  },
  {
    why: 'agents and tools, which Tandem does not read; that these routes ban clients is replayed from 90',
    names: [
      'GET /api/agents',
      'GET /api/agents?requiredPermission=1&limit=10',
      'GET /api/agents/tools',
      'GET /api/agents/categories',
    ],
    recordings: ['44-agents-tools'],
  },
  {
    why: 'agents, which Tandem does not read',
    names: [
      'POST /api/agents',
      'GET /api/agents?requiredPermission=1',
      'GET /api/agents/agent_CDR4AuJMROaqDJx1iW7Xl',
      'GET /api/agents/agent_CDR4AuJMROaqDJx1iW7Xl/expanded',
      'GET /api/permissions/agent/effective/all',
    ],
    recordings: ['44b-agents-one'],
  },
  {
    why: 'MCP servers, whose lists Tandem never asks for because asking starts them',
    names: [
      'GET /api/mcp/servers',
      'GET /api/mcp/connection/status',
      'GET /api/mcp/connection/status/offline-demo',
      'GET /api/mcp/tools',
    ],
    recordings: ['45-mcp'],
  },
  {
    why: 'files, which Tandem does not show',
    names: ['GET /api/files', 'GET /api/files/config', 'GET /api/files/speech/config/get'],
    recordings: ['46-files'],
  },
  {
    why: 'shared links, which Tandem neither shows nor makes',
    names: [
      'GET /api/share?pageSize=25&sortBy=createdAt&sortDirection=desc',
      'GET /api/share?pageSize=25&sortBy=createdAt&sortDirection=desc (2)',
      'POST /api/share/6dae81bb-3796-47a1-846c-1b3e4c000d5f',
      'GET /api/share/link/6dae81bb-3796-47a1-846c-1b3e4c000d5f',
    ],
    recordings: ['48-share'],
  },
  {
    why: 'projects, which Tandem does not show',
    names: ['GET /api/projects', 'GET /api/projects?limit=1'],
    recordings: ['49-projects'],
  },
  {
    why: 'skills, API keys and permissions of agents, which Tandem does not read',
    names: ['GET /api/skills', 'GET /api/api-keys', 'GET /api/permissions/agent/effective/all'],
    recordings: ['50-misc'],
  },
];
