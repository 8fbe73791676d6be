import { type Answer, type Ask, answerInPage, type Pressed } from './in-page';
import { describeSelector, type Selector, toWire, toWireText } from './selector';
import type { ElementActions } from './types';
import { type Look, until, WaitError, type WaitOptions } from './wait';

/** The little that a browser's driver must do for one document; everything else is shared by both browsers. */
export interface DocumentDriver {
  /** Evaluates an expression (a promise is awaited) that yields a string. Rejects with the page's own error. */
  evaluate(expression: string): Promise<string>;
  /** Real mouse input at a point of the document's own viewport, in CSS pixels. */
  clickAt(x: number, y: number): Promise<void>;
  moveTo(x: number, y: number): Promise<void>;
  /** Real mouse input: pressed at the first point, moved, released at the second. */
  dragTo(from: readonly [number, number], to: readonly [number, number]): Promise<void>;
  /** Real key input where the focus is. */
  press(key: string): Promise<void>;
  typeText(text: string): Promise<void>;
  /** Replaces the selection where the focus is. */
  insertText(text: string): Promise<void>;
  /** A person can only act in the tab in front. */
  bringToFront(): Promise<void>;
}

/** How often a click may miss an element that moves away at the last moment, or get lost in the browser. */
const mostMisses = 10;

type Found<K extends string> = Extract<Answer, Record<K, unknown>>;

/** {@link ElementActions} over a driver. */
export class ElementScope implements ElementActions {
  constructor(protected readonly driver: DocumentDriver) {}

  async evaluate<T, A = undefined>(run: (argument: A) => T, argument?: A): Promise<Awaited<T>> {
    // Loaders that keep function names call a helper of their own, which the page lacks.
    const expression = `(async () => { const __name = (f) => f; return JSON.stringify({ value: await (${run.toString()})(${JSON.stringify(argument) ?? 'undefined'}) }); })()`;
    const answer = JSON.parse(await this.driver.evaluate(expression)) as { value: Awaited<T> };
    return answer.value;
  }

  async runScript(source: string): Promise<void> {
    await this.driver.evaluate(`(() => { ${source}\n; return ''; })()`);
  }

  async click(selector: Selector, options?: WaitOptions): Promise<void> {
    for (let misses = 0; misses < mostMisses; misses++) {
      const { x, y } = await this.restingPoint('press', selector, options);
      await this.driver.clickAt(x, y);
      const pressed = await this.pressed();
      if (pressed === 'here' || pressed === 'gone') return;
    }
    throw new WaitError(`${describeSelector(selector)} moves away whenever it is clicked, or never hears of it`);
  }

  async hover(selector: Selector, options?: WaitOptions): Promise<void> {
    const { x, y } = await this.restingPoint('point', selector, options);
    await this.driver.moveTo(x, y);
  }

  async drag(selector: Selector, by: { readonly x: number; readonly y: number }, options?: WaitOptions): Promise<void> {
    const { x, y } = await this.restingPoint('point', selector, options);
    await this.driver.dragTo([x, y], [x + by.x, y + by.y]);
  }

  async focus(selector: Selector, options?: WaitOptions): Promise<void> {
    await this.driver.bringToFront();
    await this.awaited('ok', selector, { want: 'focus', selector: toWire(selector) }, options);
  }

  async fill(selector: Selector, text: string, options?: WaitOptions): Promise<void> {
    await this.driver.bringToFront();
    await this.awaited('ok', selector, { want: 'selectAll', selector: toWire(selector) }, options);
    if (text === '') await this.driver.press('Delete');
    else await this.driver.insertText(text);
  }

  async type(selector: Selector, text: string, options?: WaitOptions): Promise<void> {
    await this.focus(selector, options);
    await this.driver.press('End');
    await this.driver.typeText(text);
  }

  async press(key: string): Promise<void> {
    await this.driver.press(key);
  }

  async select(selector: Selector, valueOrLabel: string, options?: WaitOptions): Promise<void> {
    const ask: Ask = { want: 'option', selector: toWire(selector), option: valueOrLabel };
    const { steps } = await this.awaited('steps', selector, ask, options);
    await this.focus(selector, options);
    for (let step = 0; step < Math.abs(steps); step++) await this.driver.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
    const what = `${describeSelector(selector)} to be at "${valueOrLabel}"`;
    await until(
      what,
      async () => {
        const now = await this.ask(ask);
        if ('steps' in now && now.steps === 0) return { value: true };
        return { problem: 'problem' in now ? now.problem : 'the keyboard chose another option' };
      },
      options,
    );
  }

  async check(selector: Selector, options?: WaitOptions): Promise<void> {
    await this.setChecked(selector, 'checked', options);
  }

  async uncheck(selector: Selector, options?: WaitOptions): Promise<void> {
    await this.setChecked(selector, 'unchecked', options);
  }

  async text(selector: Selector, options?: WaitOptions): Promise<string> {
    return (await this.state(selector, options)).text;
  }

  async texts(selector: Selector): Promise<string[]> {
    return [...(await this.matches(selector)).texts];
  }

  async count(selector: Selector): Promise<number> {
    return (await this.matches(selector)).texts.length;
  }

  async isVisible(selector: Selector): Promise<boolean> {
    return (await this.matches(selector)).visible > 0;
  }

  async value(selector: Selector, options?: WaitOptions): Promise<string> {
    return (await this.state(selector, options)).value;
  }

  async isChecked(selector: Selector, options?: WaitOptions): Promise<boolean> {
    return (await this.state(selector, options)).checked;
  }

  async attribute(selector: Selector, name: string, options?: WaitOptions): Promise<string | null> {
    const ask: Ask = { want: 'attribute', selector: toWire(selector), name };
    return (await this.awaited('attribute', selector, ask, options)).attribute;
  }

  async waitFor(
    selector: Selector,
    options: WaitOptions & { readonly state?: 'visible' | 'hidden' } = {},
  ): Promise<void> {
    const hidden = options.state === 'hidden';
    await until(
      `${describeSelector(selector)} to be ${hidden ? 'hidden' : 'visible'}`,
      async () => {
        const { visible, texts } = await this.matches(selector);
        if (hidden ? visible === 0 : visible > 0) return { value: true };
        if (hidden) return { problem: `${visible} shown: ${texts.join(' | ').slice(0, 300)}` };
        return { problem: texts.length > 0 ? 'it is there, but not shown' : await this.whatThePageSays() };
      },
      options,
    );
  }

  async waitForText(text: string | RegExp, options: WaitOptions & { readonly within?: Selector } = {}): Promise<void> {
    const ask: Ask = {
      want: 'text',
      text: toWireText(text),
      ...(options.within === undefined ? {} : { within: toWire(options.within) }),
    };
    const where = options.within === undefined ? '' : ` in ${describeSelector(options.within)}`;
    await until(`the text ${String(text)}${where}`, () => this.look('ok', ask), options);
  }

  async waitForFunction<T, A = undefined>(
    run: (argument: A) => T,
    argument?: A,
    options?: WaitOptions,
  ): Promise<Awaited<T>> {
    const what = `the page to fulfil ${run.toString().slice(0, 200)}`;
    const look = async (): Promise<Look<Awaited<T>>> => {
      const value = await this.evaluate(run, argument);
      return value ? { value } : { problem: `it is ${JSON.stringify(value)}` };
    };
    return until(what, look, options);
  }

  private async setChecked(selector: Selector, wanted: 'checked' | 'unchecked', options?: WaitOptions): Promise<void> {
    const reached = async () => (await this.state(selector, options)).checked === (wanted === 'checked');
    if (await reached()) return;
    await this.click(selector, options);
    await until(
      `${describeSelector(selector)} to be ${wanted}`,
      async () => ((await reached()) ? { value: true } : { problem: 'a click did not change it' }),
      options,
    );
  }

  /** A point of the element that two looks in a row agree on, so that nothing moves under the pointer. */
  private async restingPoint(want: 'point' | 'press', selector: Selector, options?: WaitOptions): Promise<Found<'x'>> {
    await this.driver.bringToFront();
    let before: Found<'x'> | undefined;
    return until(
      describeSelector(selector),
      async (): Promise<Look<Found<'x'>>> => {
        const now = await this.ask({ want, selector: toWire(selector) });
        if (!('x' in now)) {
          before = undefined;
          return { problem: 'problem' in now ? now.problem : 'no point' };
        }
        if (before && before.x === now.x && before.y === now.y) return { value: now };
        before = now;
        return { problem: 'it moves' };
      },
      { ...options, everyMs: 30 },
    );
  }

  /**
   * Where the click of just now came down. On something else: that was kept from hearing of it. Nowhere: the browser lost
   * it on its way, as Firefox does while it changes tabs on a busy machine.
   */
  private async pressed(): Promise<Pressed> {
    // A click that leads away from its document, or closes it, did what it should; who is there now may be slow to answer.
    let pressed: Pressed = 'gone';
    const heard = async (): Promise<Look<true>> => {
      const answer = await this.ask({ want: 'pressed' }).catch((): Answer => ({ pressed: 'gone' }));
      if ('pressed' in answer) pressed = answer.pressed;
      return pressed === 'nowhere' ? { problem: 'not heard of' } : { value: true };
    };
    await until('the click to arrive', heard, { timeoutMs: 2_000 }).catch(() => undefined);
    return pressed;
  }

  private async state(selector: Selector, options?: WaitOptions): Promise<Found<'checked'>> {
    return this.awaited('checked', selector, { want: 'state', selector: toWire(selector) }, options);
  }

  private async matches(selector: Selector): Promise<Found<'visible'>> {
    const answer = await this.ask({ want: 'matches', selector: toWire(selector) });
    if (!('visible' in answer)) throw new Error(`no matches for ${describeSelector(selector)}`);
    return answer;
  }

  private async awaited<K extends string>(
    key: K,
    selector: Selector,
    ask: Ask,
    options?: WaitOptions,
  ): Promise<Found<K>> {
    return until(describeSelector(selector), () => this.look(key, ask), options);
  }

  private async look<K extends string>(key: K, ask: Ask): Promise<Look<Found<K>>> {
    const answer = await this.ask(ask);
    if (key in answer) return { value: answer as Found<K> };
    return { problem: 'problem' in answer ? answer.problem : 'no answer' };
  }

  private async whatThePageSays(): Promise<string> {
    const answer = await this.ask({ want: 'state', selector: { by: 'css', value: 'body' } });
    return 'checked' in answer ? `the page says: ${answer.text.slice(0, 400)}` : 'the page is empty';
  }

  private ask(ask: Ask): Promise<Answer> {
    return this.evaluate(answerInPage, ask);
  }
}
