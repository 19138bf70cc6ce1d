/** Chance that repeats: the same seed gives the same picture on every machine. */

export class Chance {
  /** @param {string | number} seed */
  constructor(seed) {
    this.seed = String(seed);
    let hash = 2166136261;
    for (const char of this.seed) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
    this.state = hash >>> 0;
    for (let i = 0; i < 4; i += 1) this.next();
  }

  /** A number of [0, 1): mulberry32. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let x = this.state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. @param {number} low @param {number} high */
  int(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True in that share of cases. @param {number} share */
  is(share) {
    return this.next() < share;
  }

  /** @template T @param {readonly T[]} of @returns {T} */
  pick(of) {
    const one = of[Math.floor(this.next() * of.length)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  }

  /** One of several by their weights. @template T @param {readonly (readonly [T, number])[]} of @returns {T} */
  weighed(of) {
    let rest = this.next() * of.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [one, weight] of of) {
      rest -= weight;
      if (rest < 0) return one;
    }
    const last = of[of.length - 1];
    if (last === undefined) throw new Error("nothing to weigh");
    return last[0];
  }

  /** A copy in another order. @template T @param {readonly T[]} of @returns {T[]} */
  shuffle(of) {
    const out = [...of];
    for (let i = out.length - 1; i > 0; i -= 1) {
      const j = this.int(0, i);
      const kept = /** @type {T} */ (out[i]);
      out[i] = /** @type {T} */ (out[j]);
      out[j] = kept;
    }
    return out;
  }

  /** That many decimal digits, the first not zero. @param {number} count */
  digits(count) {
    let out = String(this.int(1, 9));
    while (out.length < count) out += String(this.int(0, 9));
    return out;
  }

  /** Chance of its own for a part, so that a change in one part leaves the others alone. @param {string} part */
  fork(part) {
    return new Chance(`${this.seed}/${part}`);
  }
}
