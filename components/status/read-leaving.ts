import { isPresetOn, type SharedState } from '@/lib/model';
import { hasAccess } from './read-status';

/**
 * The effect of disconnecting on LibreChat's default preset: the user's former one `comes-back`, Tandem's `stays`
 * because LibreChat cannot be asked now, or Tandem made `none`.
 */
export type PresetThen = 'comes-back' | 'stays' | 'none';

export function presetThen({ apps, settings }: Pick<SharedState, 'apps' | 'settings'>, online: boolean): PresetThen {
  const { connection, status } = apps.librechat;
  if (!settings || connection?.contract !== 'stock' || !isPresetOn(settings.settings)) return 'none';
  const canBeAsked = online && status.granted && hasAccess(status) && status.problem === null;
  return canBeAsked ? 'comes-back' : 'stays';
}
