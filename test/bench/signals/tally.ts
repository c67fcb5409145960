/** How often the judge was right, by kind; and whether that is good enough. */

export interface Share {
  right: number;
  all: number;
}

export class Tally {
  readonly kinds = new Map<string, Share>();

  add(kind: string, isRight: boolean): void {
    const share = this.kinds.get(kind) ?? { right: 0, all: 0 };
    share.all++;
    if (isRight) share.right++;
    this.kinds.set(kind, share);
  }

  get total(): Share {
    const shares = [...this.kinds.values()];
    return { right: sum(shares.map(({ right }) => right)), all: sum(shares.map(({ all }) => all)) };
  }
}

export function percent({ right, all }: Share): string {
  return all === 0 ? "–" : `${((100 * right) / all).toFixed(2)} %`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
