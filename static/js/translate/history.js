/* Undo and redo of a field that is drawn anew when marks change: the browser's own would not know of that. */

const PAUSE = 800;

/** Remember the states of a field. `read` returns the present one, `restore` puts one back. */
export function historyOf(read, restore) {
  let states = [read()];
  let place = 0;
  let writtenAt = 0;

  function go(step) {
    if (states[place + step]) {
      place += step;
      writtenAt = 0;
      restore(states[place]);
    }
  }

  return {
    /** Keep the present state; letters typed without a pause are one step. */
    keep(isTyping) {
      const state = read();
      if (state.text === states[place].text) {
        states[place] = state;
        return;
      }
      const isSameStep = isTyping && place > 0 && Date.now() - writtenAt < PAUSE;
      states = [...states.slice(0, isSameStep ? place : place + 1), state];
      place = states.length - 1;
      writtenAt = isTyping ? Date.now() : 0;
    },
    get present() {
      return states[place];
    },
    undo: () => go(-1),
    redo: () => go(1),
  };
}
