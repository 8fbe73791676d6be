import { el } from './dom.js';
import { get, request } from './http.js';
import { chat, takePreset } from './models.js';

/**
 * The presets dialog: use one, edit it, make it the default or not, save the present choice, delete.
 * @param {() => void} onUse called after a preset was taken
 */
export function presetsDialog(onUse) {
  const list = el('ul', { id: 'presets-list' });
  const title = el('input', { testid: 'preset-title', 'aria-label': 'Preset title' });
  const save = async (body) => {
    await request('POST', 'api/presets', { body });
    chat.presets = await get('api/presets');
    show();
  };
  const saveNew = () => {
    const { endpoint, model, parameters } = chat;
    return save({ ...parameters, title: title.value || 'My preset', endpoint, model });
  };
  const remove = async (preset) => {
    await request('POST', 'api/presets/delete', { body: preset });
    chat.presets = await get('api/presets');
    show();
  };
  /** The whole preset goes out, whatever was changed. */
  const editor = (preset) => {
    const model = el('input', { testid: 'preset-model', 'aria-label': 'Preset model', value: preset.model ?? '' });
    const temperature = el('input', {
      testid: 'preset-temperature',
      'aria-label': 'Preset temperature',
      value: preset.temperature ?? '',
    });
    const saveChanged = () =>
      save({
        ...preset,
        model: model.value,
        ...(temperature.value === '' ? {} : { temperature: Number(temperature.value) }),
      });
    const done = el('button', { type: 'button', onclick: saveChanged, testid: 'preset-edit-save' }, 'Save changes');
    return el('li', {}, model, temperature, done);
  };
  const show = () => list.replaceChildren(...chat.presets.map(line));
  const line = (preset) => {
    const isDefault = preset.defaultPreset === true;
    const use = () => {
      takePreset(preset);
      onUse();
    };
    const edit = () => list.append(editor(preset));
    const toggle = () => save({ ...preset, defaultPreset: !isDefault });
    return el(
      'li',
      { testid: 'preset-item', 'data-preset-id': preset.presetId, 'data-default': String(isDefault) },
      el('button', { type: 'button', onclick: use, testid: 'preset-use' }, preset.title),
      el(
        'button',
        { type: 'button', onclick: toggle, testid: 'preset-default' },
        isDefault ? 'Unset default' : 'Set as default',
      ),
      el('button', { type: 'button', onclick: edit, testid: 'preset-edit' }, 'Edit'),
      el('button', { type: 'button', onclick: () => remove(preset), testid: 'preset-delete' }, 'Delete'),
    );
  };
  show();
  const dialog = el('dialog', { id: 'presets-dialog', testid: 'presets-dialog' });
  const close = el('button', { type: 'button', onclick: () => dialog.close() }, 'Close');
  const add = el('button', { type: 'button', onclick: saveNew, testid: 'preset-save' }, 'Save as preset');
  dialog.append(el('h2', {}, 'Presets'), list, title, add, close);
  return dialog;
}
