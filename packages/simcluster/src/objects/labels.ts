export type Labels = Record<string, string>;

/** A short managedFields, as every object of a real server carries: for readers it is noise. */
export function managedBy(manager: string, time: string): object[] {
  return [
    {
      manager,
      operation: 'Update',
      apiVersion: 'v1',
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:metadata': { 'f:labels': {} } },
    },
  ];
}
