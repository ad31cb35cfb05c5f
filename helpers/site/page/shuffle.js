// An order that stays the same for a learner and a name, as the seed in the store makes it.

/** Entries in an order that follows from a name alone. */
export function shuffled(entries, name) {
  const random = numbersFrom(name);
  const mixed = [...entries];
  for (let place = mixed.length - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1));
    [mixed[place], mixed[other]] = [mixed[other], mixed[place]];
  }
  return mixed;
}

/** Numbers from 0 to 1 that follow from a text: FNV-1a to begin with, then xorshift. Good enough to mix six options. */
function numbersFrom(text) {
  let state = 0x811c9dc5;
  for (const sign of text) state = Math.imul(state ^ sign.codePointAt(0), 0x01000193);
  state ||= 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  // The first numbers still look like the text.
  for (let round = 0; round < 8; round += 1) next();
  return next;
}
