import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withoutManagedFields } from './managed-fields.js';

const parsed = (text: string) => JSON.parse(withoutManagedFields(Buffer.from(text))) as unknown;

describe('withoutManagedFields', () => {
  it('empties the list and nothing else, whatever is in and around it', () => {
    const noise = fc.oneof(fc.jsonValue(), fc.constantFrom('"managedFields":[', '\\', '"managedFields":[}]"', 'é🛑'));
    fc.assert(
      fc.property(noise, fc.array(noise), noise, (before, managedFields, after) => {
        const object = { metadata: { before, name: 'a', managedFields, z: after }, after };
        const text = JSON.stringify(object);
        fc.pre(
          !JSON.stringify(before).includes(',"managedFields":[') &&
            !JSON.stringify(before).includes('{"managedFields":['),
        );
        const expected = JSON.parse(text) as typeof object;
        expected.metadata.managedFields = [];
        expect(parsed(text)).toEqual(expected);
      }),
    );
  });

  it.each(['{"a":1}', '{"managedFields":{"a":1}}', '{"a":"\\"managedFields\\":[1]"}', '"managedFields":[1'])(
    'leaves %s as it is',
    (text) => {
      expect(withoutManagedFields(Buffer.from(text))).toBe(text);
    },
  );

  it('leaves what has no end as it is', () => {
    const cut = '{"managedFields":[{"a":"]';
    expect(withoutManagedFields(Buffer.from(cut))).toBe(cut);
  });
});
