import { describe, expect, it } from '@jest/globals';
import { problemOfOversize } from './oversize.js';

describe('problemOfOversize', () => {
  it('finds name, namespace and UID of the object, not those of its owner', () => {
    const object = {
      metadata: {
        annotations: { a: 'x' },
        ownerReferences: [{ kind: 'ReplicaSet', name: 'owner', uid: 'owner-uid' }],
        name: 'huge',
        namespace: 'shop',
        uid: 'own-uid',
        managedFields: [{ manager: 'm' }],
      },
    };
    expect(problemOfOversize({ bytes: 30 * 1024 * 1024, head: JSON.stringify(object) })).toEqual({
      namespace: 'shop',
      name: 'huge',
      uid: 'own-uid',
      field: '',
      message: 'is 30.0 MB large and was left out; Kubernetes stores at most 1.5 MB in an object',
    });
  });

  it('leaves empty what the beginning does not tell', () => {
    const { name, namespace, uid } = problemOfOversize({ bytes: 9e6, head: '{"spec":{"name":"container"' });
    expect([name, namespace, uid]).toEqual(['', '', '']);
  });
});
