// How alike two words are, as difflib of Python measures it: near misses in spelling are asked again in both forms of the course.

/** Twice the signs in common, in the same order, over the signs of both: 1 for equal words, 0 for words without a common sign. */
export function likeness(one, other) {
  const [left, right] = [[...one], [...other]];
  const total = left.length + right.length;
  return total ? (2 * inCommon(left, right)) / total : 1;
}

/** Count the signs of the longest common piece, and of those before and after it in turn. */
function inCommon(left, right) {
  const { size, from, to } = longestPiece(left, right);
  if (!size) return 0;
  return (
    size + inCommon(left.slice(0, from), right.slice(0, to)) + inCommon(left.slice(from + size), right.slice(to + size))
  );
}

/** The longest piece that stands in both; of several the one that begins first. */
function longestPiece(left, right) {
  let best = { size: 0, from: 0, to: 0 };
  let before = new Map();
  left.forEach((sign, from) => {
    const lengths = new Map();
    right.forEach((wanted, to) => {
      if (sign !== wanted) return;
      const size = (before.get(to - 1) ?? 0) + 1;
      lengths.set(to, size);
      if (size > best.size) best = { size, from: from - size + 1, to: to - size + 1 };
    });
    before = lengths;
  });
  return best;
}
