/** Keys without a character, in WebDriver's private code points (WebDriver, "Keyboard actions"). */
const namedKeys: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
};

interface KeyAction {
  readonly type: 'keyDown' | 'keyUp';
  readonly value: string;
}

/** `Shift+Tab` as key actions: all down in order, all up in reverse. */
export function keyActions(combination: string): KeyAction[] {
  const values = combination.split(/(?<=.)\+/).map((key) => {
    const value = namedKeys[key] ?? key;
    if ([...value].length !== 1) throw new Error(`No such key: ${key}`);
    return value;
  });
  return [
    ...values.map((value): KeyAction => ({ type: 'keyDown', value })),
    ...values.reverse().map((value): KeyAction => ({ type: 'keyUp', value })),
  ];
}

export function typingActions(text: string): KeyAction[] {
  return [...text].flatMap((character): KeyAction[] => {
    const value = character === '\n' ? '\uE007' : character;
    return [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
  });
}
