/** The subnet with this index, of those of `maskSize` bits that an IPv4 range is cut into, from 0. */
export function subnetAt(range: string, maskSize: number, index: number): string {
  const [base = ''] = range.split('/');
  return `${toAddress(toNumber(base) + index * subnetSize(maskSize))}/${maskSize}`;
}

/** How many addresses a subnet of `maskSize` bits has, the first and the last one included. */
export function subnetSize(maskSize: number): number {
  return 2 ** (32 - maskSize);
}

/** Whether an IPv4 address lies in an IPv4 range. */
export function contains(range: string, address: string): boolean {
  const [base = '', maskSize = '32'] = range.split('/');
  const size = subnetSize(Number(maskSize));
  return Math.floor(toNumber(address) / size) === Math.floor(toNumber(base) / size);
}

/** The dotted form of an IPv4 address given as a number. */
export function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** An IPv4 address as a number. */
export function toNumber(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
