/**
 * A sum of floating point numbers that keeps what each addition rounds off (Neumaier's improvement of Kahan's summation), as
 * Prometheus computes sums and averages.
 */
export class NeumaierSum {
  sum = 0
  compensation = 0

  set(sum: number, compensation: number): void {
    this.sum = sum
    this.compensation = compensation
  }

  add(value: number): void {
    const total = this.sum + value
    if (total === Infinity || total === -Infinity) this.compensation = 0
    else if (Math.abs(this.sum) >= Math.abs(value)) this.compensation += this.sum - total + value
    else this.compensation += value - total + this.sum
    this.sum = total
  }

  /** The sum; infinite sums have no compensation. */
  get total(): number {
    return this.sum + this.compensation
  }
}
