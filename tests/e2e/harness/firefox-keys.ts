/** Keys without a character, in WebDriver's private code points (WebDriver, "Keyboard actions"). */
const namedKeys: Readonly<Record<string, string>> = {
  Shift: '\uE008',
  Enter: '\uE007',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  End: '\uE010',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

interface KeyAction {
  readonly type: 'keyDown' | 'keyUp';
  readonly value: string;
}

/** `Control+v` as key actions: all down in order, all up in reverse. */
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
  return [...text].flatMap((value): KeyAction[] => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
}
